export const todos: { id: number; text: string }[] = [{ id: 1, text: 'first' }]

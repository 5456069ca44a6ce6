export const log: string[] = ((globalThis as any).__log ??= [])

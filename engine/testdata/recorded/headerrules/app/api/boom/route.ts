export const GET = () => { throw new Error('x') }

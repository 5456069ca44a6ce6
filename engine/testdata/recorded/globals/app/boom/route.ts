export async function GET() { throw new RangeError('bang') }
export async function POST() { return { a: 1 } as any }
export async function PUT() { throw 'str' }
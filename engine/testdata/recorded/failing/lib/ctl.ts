export const ctl: Record<string, string> = ((globalThis as any).__ctl ??= {})

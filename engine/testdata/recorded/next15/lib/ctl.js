export const ctl = (globalThis.__ctl ??= {})

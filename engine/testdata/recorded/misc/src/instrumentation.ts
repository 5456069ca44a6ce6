export async function register(){(globalThis as any).__reg=((globalThis as any).__reg??0)+1}
export async function onRequestError(e:any,r:any,c:any){(globalThis as any).__errs=[...((globalThis as any).__errs??[]),{m:e.message,p:r.path,me:r.method,c}]}

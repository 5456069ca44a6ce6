export const GET=(r:Request)=>Response.json(Object.fromEntries([...r.headers].filter(([k])=>k.startsWith('x-')||k==='host'||k==='cookie')))

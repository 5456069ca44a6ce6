const h=(m:string)=>async(r:Request)=>new Response(m+':'+(await r.text()),{headers:{'x-m':r.method}})
export const GET=h('GET'),HEAD=h('HEAD'),POST=h('POST'),PUT=h('PUT'),PATCH=h('PATCH'),DELETE=h('DELETE'),OPTIONS=h('OPTIONS')

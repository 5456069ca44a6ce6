export const generateStaticParams=()=>[{a:'1'}]
export const GET=async(r:Request,c:any)=>Response.json({u:r.url})

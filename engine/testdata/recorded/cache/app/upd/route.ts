import {updateTag,refresh} from 'next/cache'
export const POST=async()=>{const o:any={};try{updateTag('x')}catch(e:any){o.u=e.message}try{refresh()}catch(e:any){o.r=e.message}return Response.json(o)}

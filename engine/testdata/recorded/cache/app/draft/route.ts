import {draftMode} from 'next/headers'
export const GET=async(r:Request)=>{const d=await draftMode();if(r.url.includes('on'))d.enable();if(r.url.includes('off'))d.disable();return Response.json({e:d.isEnabled})}

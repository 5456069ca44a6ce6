import {forbidden,unauthorized} from 'next/navigation'
export const GET=(r:Request)=>r.url.includes('u')&&r.url.includes('?u')?unauthorized():forbidden()

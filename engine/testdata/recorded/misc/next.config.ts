import type {NextConfig} from 'next'
const extra=process.env.EXTRA_RULE?[{source:'/envredir',destination:'/h/env',permanent:false}]:[]
const c:NextConfig={expireTime:100,experimental:{authInterrupts:true},env:{INLINED:'inl'},poweredByHeader:false,async redirects(){return [...extra,{source:'/c/:a',destination:'/h/:a',permanent:true}]}}
export default c

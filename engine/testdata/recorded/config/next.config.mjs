export default {
  async redirects(){return [
    {source:'/old/:slug',destination:'/new/:slug',permanent:true},{source:'/tmp',destination:'/new/t',permanent:false},{source:'/code',destination:'/new/c',statusCode:301},
    {source:'/ext/:p*',destination:'https://example.com/:p*',permanent:false},{source:'/rx/:id(\\d{1,3})',destination:'/new/num-:id',permanent:false},
    {source:'/has',has:[{type:'header',key:'x-go',value:'(?<where>.+)'}],destination:'/new/:where',permanent:false},{source:'/hasq',has:[{type:'query',key:'a',value:'1'}],destination:'/new/q',permanent:false},{source:'/hasc',has:[{type:'cookie',key:'c',value:'(.*)yes'}],missing:[{type:'header',key:'x-no'}],destination:'/new/cookie',permanent:false},
    {source:'/opt/:a?',destination:'/new/opt',permanent:false},{source:'/multi/:a/:b',destination:'/new/:b-:a?x=:a',permanent:false},{source:'/host',has:[{type:'host',value:'h.example'}],destination:'/new/host',permanent:false},
    {source:'/hash',destination:'/new/h#frag',permanent:false},
  ]},
  async rewrites(){return {beforeFiles:[{source:'/bf/:x',destination:'/show/bf-:x?added=1'},{source:'/get',has:[{type:'query',key:'rw'}],destination:'/show/over'}],afterFiles:[{source:'/af/:x',destination:'/show/:x?extra=1'},{source:'/chain1',destination:'/chain2'},{source:'/chain2',destination:'/show/chained'},{source:'/get2',destination:'/show/never'},{source:'/up/:p*',destination:'http://127.0.0.1:4499/:p*'},{source:'/down/:p*',destination:'http://127.0.0.1:4498/:p*'}],fallback:[{source:'/fb/:p*',destination:'/show/fb'},{source:'/pub2',destination:'/file.txt'}]}},
  async headers(){return [{source:'/:p*',headers:[{key:'x-all',value:'1'}]},{source:'/h/:id',headers:[{key:'x-id',value:'v-:id'},{key:'x-all',value:'2'},{key:'Cache-Control',value:'max-age=9'},{key:'Set-Cookie',value:'cfg=1'},{key:'vary',value:'x-cfg'},{key:'content-type',value:'text/x-cfg'}]},{source:'/fs',headers:[{key:'Cache-Control',value:'max-age=3'}]},{source:'/nope/:x',headers:[{key:'x-404',value:'y'},{key:'cache-control',value:'max-age=1'}]},{source:'/file.txt',headers:[{key:'cache-control',value:'max-age=77'},{key:'x-f',value:'1'}]},{source:'/CASE',headers:[{key:'x-case',value:'1'}]}]},
}

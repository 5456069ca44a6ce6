export default function m(){return {name:'N',icons:[{src:'/i.png',sizes:'1x1'}],theme_color:'#fff',x:new Date(0)} as any}

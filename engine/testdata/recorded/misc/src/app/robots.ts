export default ()=>({rules:{userAgent:'x'}})

export default ()=>({rules:{userAgent:'*'}})

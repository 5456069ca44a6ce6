export const dynamic='force-static'
export const GET=()=>{throw new Error('statbang')}

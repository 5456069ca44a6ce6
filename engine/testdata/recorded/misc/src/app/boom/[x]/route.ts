export const GET=()=>{throw new TypeError('bang')}

import {headers} from 'next/headers'
export default async function s(){return [{url:'https://e.com/'+((await headers()).get('x-q')??'none')}]}

// node:dns/promises
import { refused } from "signalbox:node/errors";

const asks = "lookup lookupService resolve resolve4 resolve6 resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv resolveTxt reverse".split(" ");
const all = Object.fromEntries(asks.map((name) => [name, async () => { throw refused("dns/promises", `${name}()`, "a handler reaches the network by fetch only"); }]));
Object.assign(all, { getServers: () => [], setServers() {}, getDefaultResultOrder: () => "verbatim", setDefaultResultOrder() {}, Resolver: class Resolver { constructor() { Object.assign(this, all); } } });
export default all;
export const {
  lookup, lookupService, resolve, resolve4, resolve6, resolveAny, resolveCaa, resolveCname, resolveMx, resolveNaptr, resolveNs, resolvePtr,
  resolveSoa, resolveSrv, resolveTxt, reverse, getServers, setServers, getDefaultResultOrder, setDefaultResultOrder, Resolver,
} = all;

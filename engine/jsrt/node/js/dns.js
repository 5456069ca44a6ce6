// node:dns: importing works, asking a name server does not.
import { functions } from "signalbox:node/unavailable";
import promises from "node:dns/promises";

const why = "a handler reaches the network by fetch only";
const asks = "lookup lookupService resolve resolve4 resolve6 resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv resolveTxt reverse setServers".split(" ");
const names = "NODATA FORMERR SERVFAIL NOTFOUND NOTIMP REFUSED BADQUERY BADNAME BADFAMILY BADRESP CONNREFUSED TIMEOUT EOF FILE NOMEM DESTRUCTION BADSTR BADFLAGS NONAME BADHINTS NOTINITIALIZED LOADIPHLPAPI ADDRGETNETWORKPARAMS CANCELLED".split(" ");
const dns = {
  ...functions("dns", asks, why), getServers: () => [], getDefaultResultOrder: () => "verbatim", setDefaultResultOrder() {},
  Resolver: class Resolver { constructor() { Object.assign(this, functions("dns.Resolver", asks, why)); } },
  ADDRCONFIG: 32, ALL: 16, V4MAPPED: 8, ...Object.fromEntries(names.map((n) => [n, `E${n}`])), promises,
};
export default dns;
export { promises };
export const {
  lookup, lookupService, resolve, resolve4, resolve6, resolveAny, resolveCaa, resolveCname, resolveMx, resolveNaptr, resolveNs,
  resolvePtr, resolveSoa, resolveSrv, resolveTxt, reverse, setServers, getServers, getDefaultResultOrder, setDefaultResultOrder, Resolver,
  ADDRCONFIG, ALL, V4MAPPED, NODATA, FORMERR, SERVFAIL, NOTFOUND, NOTIMP, REFUSED, BADQUERY, BADNAME, BADFAMILY, BADRESP, CONNREFUSED,
  TIMEOUT, EOF, FILE, NOMEM, DESTRUCTION, BADSTR, BADFLAGS, NONAME, BADHINTS, NOTINITIALIZED, LOADIPHLPAPI, ADDRGETNETWORKPARAMS, CANCELLED,
} = dns;

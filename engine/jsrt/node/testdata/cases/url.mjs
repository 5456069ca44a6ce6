import url, { domainToASCII, domainToUnicode, fileURLToPath, pathToFileURL, urlToHttpOptions } from "node:url";

const inputs = ["http://user:pass@sub.host.com:8080/p/a/t/h?query=string#hash", "//some_path", "http:\\\\evil-phish\\foo.html", "HTTP:\\\\evil-phish\\foo.html", "http://a.com", "HTTP://EXAMPLE.com/", "http://www.ExAmPlE.com/?q=1", "mailto:foo@bar.com?subject=hello", "javascript:alert('hello');", "file:///etc/passwd", "file://localhost/etc/node/", "http://user@example.com/", "/path/only?x=1&y=2#h", "relative/path", "?q", "#h", "", "x://ss", "http://a@b@c/", "http://a@b?@c", "http://a.b/\tbc\ndr\ref g\"hq'j<kl>?mn\\op=q=1#qs", "http://[fe80::1]:3000/x", "http://bücher.com/", "http://x.com:/p", "http://x.y.com+a/b/c", "coap:u:p@::1:61616/.well-known/r?n=Temp", "git+http://user:pass@host/path", " http://spaced.com/ ", "http://a.com/%7Efoo?a=%20b", "svn+ssh://foo/bar", "dash-test:foo/bar", "http://example.com?foo=bar#frag=?baz=quux#x", "xmpp:user@host", "https://*", "tel:+123", "data:text/plain,hi", "http://-a.com", "/a b?c d", "//u:p@h/p", "http://a.com;x=1/y", "http://ex.com/a|b`c"];
const flat = (u) => Object.fromEntries(Object.entries(u));
const cases = {};
inputs.forEach((u, i) => {
  cases[`parse ${i}`] = () => flat(url.parse(u));
  cases[`parse query slashes ${i}`] = () => flat(url.parse(u, true, true));
  cases[`format parsed ${i}`] = () => url.format(url.parse(u));
});
for (const [i, bad] of [undefined, null, 5, {}, "http://exa mple.com/<", "http://a%b/", "http://[::1/"].entries()) cases[`parse wrong ${i}`] = () => flat(url.parse(bad));
const pairs = [["/one/two/three", "four"], ["http://example.com/", "/one"], ["http://example.com/one", "/two"], ["http://a.com/b/c/d?q#h", "../e"], ["http://a.com/b/c", "?x"], ["http://a.com/b?c", "#d"], ["http://a.com/b", "//c.com/d"], ["http://a.com/b", "https://d.com"], ["a/b", "../../c"], ["", "x"], ["x", ""], [".", "#a"], ["/a/b/c", "./"], ["/a/b/c", ".."], ["http://a.com/b/c/", "./../d/./e"], ["http://u:p@a.com/", "/x"], ["mailto:a@b.c", "d@e.f"], ["http://a", "b/../../c"], ["http://a.com/b;c", ";d"], ["/a/./b", "../c/."], ["file:///a/b", "c"], ["http://a.com", "javascript:1"], ["http://a.com/x", "http:y"], ["//a/b", "../c"], ["foo:a/b", "../c"], ["http://ex.com/..", "a"], ["/", "//x"]];
pairs.forEach(([a, b], i) => { cases[`resolve ${i}`] = () => url.resolve(a, b); });
cases["format objects"] = () => [{ protocol: "http", host: "a.com", pathname: "x" }, { hostname: "a.com", port: 80, pathname: "/x", query: { a: [1, 2] } }, { protocol: "mailto", pathname: "a@b" }, { search: "a=1", hash: "h" }, { pathname: "/a?b#c" }, { protocol: "file", pathname: "/x" }, { slashes: true, host: "h" }, { auth: "u:p@", host: "h" }, { hostname: "::1", port: 1, protocol: "http" }, { protocol: "ftp:", slashes: false, host: "x" }].map((o) => url.format(o));
cases["format URL"] = () => { const u = new URL("http://u:p@xn--bcher-kva.com/p?q=1#h"); return [url.format(u), url.format(u, { auth: false, fragment: false, search: false }), url.format(u, { unicode: true })]; };
cases["format wrong"] = () => url.format(5);
cases["fileURLToPath"] = () => ["file:///a/b.txt", "file:///a%20b/%C3%A9", "file://localhost/x", new URL("file:///q?x#y")].map((u) => fileURLToPath(u));
for (const [i, bad] of ["http://a", "file://host/x", "file:///a%2Fb", 5, "not a url"].entries()) cases[`fileURLToPath wrong ${i}`] = () => fileURLToPath(bad);
cases["fileURLToPath windows"] = () => [fileURLToPath("file:///C:/a%20b", { windows: true }), fileURLToPath("file://srv/s/x", { windows: true })];
cases["pathToFileURL"] = () => ["/a b", "/a%b?c#d", "/é/", "/a/../b", "/x\ny"].map((p) => pathToFileURL(p).href);
cases["pathToFileURL wrong"] = () => pathToFileURL(5);
cases["domains"] = () => [domainToASCII("español.com"), domainToASCII("中文.com"), domainToASCII("xn--iñvalid.com"), domainToUnicode("xn--espaol-zwa.com"), domainToUnicode("xn--fiq228c.com"), domainToASCII("EX.com")];
cases["options"] = () => urlToHttpOptions(new URL("https://a:b@測試.com:81/p?q#h")).auth;
cases["keys"] = () => Object.keys(url);
export default cases;

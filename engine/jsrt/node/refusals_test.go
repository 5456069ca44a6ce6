package node

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestRefusals holds the sentences of what can be imported but not done: they
// name the module and the function, and say why.
func TestRefusals(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"write a file", `fs.writeFileSync("x", "y")`, "EROFS: read-only file system, open 'x' (signalbox lets handlers read the project's files and write none)"},
		{"write a file later", `fs.promises.writeFile("x", "y")`, "EROFS: read-only file system, open 'x' (signalbox lets handlers read the project's files and write none)"},
		{"make a folder", `fs.mkdirSync("d")`, "EROFS: read-only file system, mkdir 'd' (signalbox lets handlers read the project's files and write none)"},
		{"open to write", `fs.openSync("a.txt", "w")`, "EROFS: read-only file system, open 'a.txt' (signalbox lets handlers read the project's files and write none)"},
		{"stream to a file", `new Promise((_, no) => fs.createWriteStream("x").on("error", no))`, "EROFS: read-only file system, open 'x' (signalbox lets handlers read the project's files and write none)"},
		{"leave the project", `fs.readFileSync("/etc/passwd")`, "EACCES: permission denied, open '/etc/passwd'"},
		{"leave the project upwards", `fs.readFileSync("../../etc/passwd")`, "EACCES: permission denied, open '../../etc/passwd'"},
		{"start a process", `child_process.spawn("ls")`, "child_process.spawn() is not available in signalbox: a handler cannot start processes"},
		{"connect a socket", `net.connect(80)`, "net.connect() is not available in signalbox: a handler reaches the network by fetch only"},
		{"connect with TLS", `tls.connect(443)`, "tls.connect() is not available in signalbox: a handler reaches the network by fetch only"},
		{"look up a name", `dns.lookup("x")`, "dns.lookup() is not available in signalbox: a handler reaches the network by fetch only"},
		{"look up a name later", `dns.promises.lookup("x")`, "dns/promises.lookup() is not available in signalbox: a handler reaches the network by fetch only"},
		{"listen", `http.createServer()`, "http.createServer() is not available in signalbox: a handler answers requests, it cannot listen for them"},
		{"start a thread", `new worker_threads.Worker("x")`, "worker_threads.Worker is not available in signalbox: a handler cannot start threads"},
		{"end the process", `process.exit(1)`, "process.exit(1) was called: a handler cannot end the server, so the call that did it fails instead"},
		{"another global object", `vm.createContext({})`, "vm.createContext() is not available in signalbox: there is one global object only"},
		{"require a package by name", `module.createRequire("/a.js")("lodash")`, "Cannot find module 'lodash': in signalbox a require made by createRequire reaches the node: modules; import packages so that they are bundled\nRequire stack:\n- /a.js"},
	}
	m := newMachine(t)
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var imports strings.Builder
			for _, name := range []string{"fs", "child_process", "net", "tls", "dns", "http", "worker_threads", "vm", "module"} {
				fmt.Fprintf(&imports, "import %s from %q;\n", name, "node:"+name)
			}
			text, err := m.EvalModule(t.Context(), fmt.Sprintf("/refusal-%d.mjs", i), imports.String()+`
				export default async () => { try { await `+test.code+`; return "it did"; } catch (err) { return err.message; } };`)
			if err != nil {
				t.Fatal(err)
			}
			var got string
			if err := json.Unmarshal(text, &got); err != nil {
				t.Fatal(err)
			}
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

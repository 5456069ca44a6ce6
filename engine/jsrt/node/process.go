package node

import (
	"os"
	"runtime"
	"time"

	"signalbox/engine/jsrt/vm"
)

// epoch keeps process.hrtime small enough for a float64 to count nanoseconds
// exactly, and never zero.
const epoch = time.Hour

// processOps are what process, os and perf_hooks ask. The answers describe a
// Node process on a plain Linux server, not this computer: code must not learn
// the machine's environment.
func processOps(o Options) map[string]vm.Op {
	started := o.Now()
	hrtime := func() float64 { return float64(time.Since(started) + epoch) }
	memory := o.Memory
	if memory == nil {
		memory = func() int64 { return 64 << 20 }
	}
	env := map[string]any{}
	for k, v := range o.Env {
		env[k] = v
	}
	return map[string]vm.Op{
		"nodeHrtime": func([]any) (any, error) { return hrtime(), nil },
		"nodeMemory": func([]any) (any, error) { return memory(), nil },
		"nodeProcessFacts": func([]any) (any, error) {
			return map[string]any{
				"version": Version, "versions": versions(), "arch": arch(), "platform": "linux",
				"pid": os.Getpid(), "ppid": os.Getppid(), "execPath": "/usr/local/bin/node",
				"cwd": o.Root, "env": env, "started": float64(epoch), "cpus": runtime.NumCPU(),
			}, nil
		},
	}
}

func versions() map[string]any {
	return map[string]any{
		"node": Version[1:], "v8": "11.3.244.8-node.38", "uv": "1.46.0", "zlib": "1.3.0.1-motley", "modules": "115",
		"openssl": "3.0.16", "brotli": "1.0.9", "unicode": "15.1", "ada": "2.9.2", "acorn": "8.14.0", "undici": "6.21.2",
	}
}

func arch() string {
	switch runtime.GOARCH {
	case "amd64":
		return "x64"
	case "386":
		return "ia32"
	default:
		return runtime.GOARCH
	}
}

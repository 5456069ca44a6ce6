package engine

import (
	"errors"
	"io/fs"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/nextconfig"
	"signalbox/engine/scan"
)

// configArgs are what next.config is called with where it is a function: the
// phase, and the defaults that it may build upon.
var configArgs = []byte(`["phase-production-build", {
	"env": {}, "distDir": ".next", "assetPrefix": "", "basePath": "", "trailingSlash": false, "i18n": null, "compress": true,
	"poweredByHeader": true, "generateEtags": true, "useFileSystemPublicRoutes": true, "reactStrictMode": null,
	"pageExtensions": ["tsx", "ts", "jsx", "js"], "expireTime": 31536000, "staticPageGenerationTimeout": 60,
	"cacheComponents": false, "typescript": {"ignoreBuildErrors": false}, "images": {}, "compiler": {}, "deprecated": {}, "experimental": {}
}]`)

// refusedConfig returns why no command of Next starts with a config that could
// not be evaluated: it does not parse, it throws, or a file beside it is
// missing. It returns nil where the reason may lie here: a package that is not
// installed, or a thing that the machine does not let code do.
func refusedConfig(name string, err error) []diag.Diagnostic {
	var fault *faultError
	var thrown *thrownError
	switch {
	case errors.As(err, &fault):
		return refusedFault(fault)
	case errors.As(err, &thrown) && ownFault(thrown):
		at := thrown.t.Pos
		if at.File == "" {
			at = diag.Pos{File: name}
		}
		return []diag.Diagnostic{{
			Code: nextconfig.CodeThrows, Severity: diag.Error, Stage: diag.StageBuild, Next: thrown.Error(),
			Message: name + " throws while it is loaded, and no command of Next starts: " + thrown.Error(),
			Spans:   []diag.Span{{Pos: at}},
		}}
	}
	return nil
}

// ownFault says that what a config threw is of its own making, and not of a
// package that may miss something here.
func ownFault(err *thrownError) bool {
	if err.t.Kind == "limit" || err.t.Limit != "" || strings.Contains(err.t.Pos.File+err.t.Stack, "node_modules/") {
		return false
	}
	text := err.Error()
	for _, mark := range [...]string{"Cannot find package", "EACCES", "ENOENT", "signalbox", "network is closed", "fetch failed"} {
		if strings.Contains(text, mark) {
			return false
		}
	}
	_, module, found := strings.Cut(text, "Cannot find module '")
	return !found || strings.HasPrefix(module, ".")
}

// refusedFault returns what of a fault of the bundle Next would refuse as well.
func refusedFault(fault *faultError) []diag.Diagnostic {
	var refused []diag.Diagnostic
	for _, d := range fault.fault.Diagnostics {
		missing := strings.Contains(d.Message, `cannot resolve "."`) || strings.Contains(d.Message, `cannot resolve "./`) || strings.Contains(d.Message, `cannot resolve "../`)
		if missing {
			d.Next = "Cannot find module"
		}
		if missing || d.Code == "syntax-error" {
			d.Severity, d.Stage = diag.Error, diag.StageBuild
			refused = append(refused, d)
		}
	}
	return refused
}

// unsupportedConfig refuses a config under a name that Next does not read. It
// says so only where none of the right names is there.
func unsupportedConfig(src fs.FS) []diag.Diagnostic {
	for _, name := range [...]string{"next.config.cjs", "next.config.cts", "next.config.mts", "next.config.json", "next.config.jsx", "next.config.tsx"} {
		if _, err := fs.Stat(src, name); err != nil {
			continue
		}
		next := "Configuring Next.js via '" + name + "' is not supported. Please replace the file with 'next.config.js', 'next.config.mjs', or 'next.config.ts'."
		return []diag.Diagnostic{{
			Code: nextconfig.CodeInvalid, Severity: diag.Error, Stage: diag.StageBuild, Next: next,
			Message: "Next does not read " + name + ": " + next, Spans: []diag.Span{{Pos: diag.Pos{File: name}}},
		}}
	}
	return nil
}

// localesAlone refuses the i18n option without a pages folder, to which alone it
// belongs: the build prerenders /404 for each locale, which needs its documents.
func localesAlone(config *nextconfig.Config, found *scan.Result) []diag.Diagnostic {
	if config.I18N == nil || len(found.Pages) > 0 || found.Table.Root == "" {
		return nil
	}
	return []diag.Diagnostic{{
		Code: nextconfig.CodeInvalid, Severity: diag.Error, Stage: diag.StageBuild,
		Next:    "Error [PageNotFoundError]: Cannot find module for page: /_document",
		Message: "the option i18n of " + config.File + " belongs to the pages folder, which is missing here: the build fails where it prerenders /404 for each locale; use a [lang] segment of the app folder",
		Spans:   []diag.Span{{Pos: diag.Pos{File: config.File}}},
	}}
}

package engine

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"

	"signalbox/engine/jslit"
	"signalbox/engine/scan"
)

// pageRender says when a route of the pages folder is rendered.
type pageRender struct {
	server     bool // for each request
	props      bool // once, from getStaticProps, and kept in the cache
	revalidate int  // seconds, 0 for never
}

var (
	initialProps = regexp.MustCompile(`\bgetInitialProps\b`)
	propsAge     = regexp.MustCompile(`\brevalidate\s*:\s*(\d+)`)
)

// pageRenders reads from the files of the pages folder when each is rendered:
// getServerSideProps and getInitialProps mean for each request, and so does a
// getInitialProps of the file _app for every page.
func pageRenders(src fs.FS, pages []scan.Page) map[string]pageRender {
	if len(pages) == 0 {
		return nil
	}
	out := make(map[string]pageRender, len(pages))
	app := appInitialProps(src, pages)
	for _, p := range pages {
		text, err := fs.ReadFile(src, p.File)
		if err != nil || p.API {
			continue
		}
		render := readPageRender(p.File, text)
		render.server = render.server || app && !render.props
		out[p.Path] = render
	}
	return out
}

func readPageRender(file string, text []byte) pageRender {
	m := jslit.Parse(file, text)
	has := func(name string) bool {
		return slices.ContainsFunc(m.Exports, func(e jslit.Export) bool { return e.Name == name })
	}
	render := pageRender{
		server: has("getServerSideProps") || initialProps.Match(text),
		props:  has("getStaticProps"),
	}
	if age := propsAge.FindSubmatch(text); render.props && age != nil {
		render.revalidate, _ = strconv.Atoi(string(age[1]))
	}
	return render
}

// appInitialProps says whether the file _app has getInitialProps.
func appInitialProps(src fs.FS, pages []scan.Page) bool {
	dir := "pages"
	if len(pages[0].File) > 4 && pages[0].File[:4] == "src/" {
		dir = "src/pages"
	}
	for _, ext := range [...]string{"tsx", "ts", "jsx", "js"} {
		if text, err := fs.ReadFile(src, path.Join(dir, "_app."+ext)); err == nil {
			return initialProps.Match(text)
		}
	}
	return false
}

// cacheControl is what Next sends with the page.
func (p pageRender) cacheControl() string {
	const year = 31536000
	switch {
	case p.server:
		return noStore
	case !p.props:
		return ""
	case p.revalidate > 0:
		return fmt.Sprintf("s-maxage=%d, stale-while-revalidate=%d", p.revalidate, max(0, year-p.revalidate))
	}
	return yearLong
}

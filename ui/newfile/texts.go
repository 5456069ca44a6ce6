package newfile

// texts is what the special files begin with, by the name before the first
// dot; what stands between « and » is TypeScript's alone. Each of them passes
// `next build` as it is.
func texts() map[string]string {
	return map[string]string{
		"page":        "export default function Page() {\n  return <h1>NAME</h1>;\n}\n",
		"root layout": "export default function RootLayout({ children }" + children + ") {\n  return (\n    <html lang=\"en\">\n      <body>{children}</body>\n    </html>\n  );\n}\n",
		"layout":      "export default function Layout({ children }" + children + ") {\n  return <section>{children}</section>;\n}\n",
		"template":    "export default function Template({ children }" + children + ") {\n  return <div>{children}</div>;\n}\n",
		"loading":     "export default function Loading() {\n  return <p>Loading …</p>;\n}\n",
		"default":     "export default function Default() {\n  return null;\n}\n",
		"not-found":   "export default function NotFound() {\n  return <p>Not found</p>;\n}\n",
		"forbidden":   "export default function Forbidden() {\n  return <p>Forbidden</p>;\n}\n",

		"unauthorized":     "export default function Unauthorized() {\n  return <p>Unauthorized</p>;\n}\n",
		"error":            "\"use client\";\n\nexport default function Error({ reset }" + failed + ") {\n  return <button onClick={reset}>Try again</button>;\n}\n",
		"global-error":     "\"use client\";\n\nexport default function GlobalError({ reset }" + failed + ") {\n  return (\n    <html>\n      <body>\n        <button onClick={reset}>Try again</button>\n      </body>\n    </html>\n  );\n}\n",
		"global-not-found": "export default function GlobalNotFound() {\n  return (\n    <html lang=\"en\">\n      <body>Not found</body>\n    </html>\n  );\n}\n",

		"sitemap":  "«import type { MetadataRoute } from \"next\";\n\n»export default function sitemap()«: MetadataRoute.Sitemap» {\n  return [{ url: \"https://example.com/\" }];\n}\n",
		"robots":   "«import type { MetadataRoute } from \"next\";\n\n»export default function robots()«: MetadataRoute.Robots» {\n  return { rules: { userAgent: \"*\", allow: \"/\" } };\n}\n",
		"manifest": "«import type { MetadataRoute } from \"next\";\n\n»export default function manifest()«: MetadataRoute.Manifest» {\n  return { name: \"My app\", start_url: \"/\", display: \"standalone\" };\n}\n",

		"icon":            icon,
		"apple-icon":      icon,
		"opengraph-image": icon,
		"twitter-image":   icon,

		"proxy":           "import { NextResponse«, type NextRequest» } from \"next/server\";\n\nexport function proxy(request«: NextRequest») {\n  return NextResponse.next();\n}\n\nexport const config = { matcher: \"/api/:path*\" };\n",
		"instrumentation": "export function register() {}\n",
	}
}

// The types of what the components are given, and an image that needs no
// package.
const (
	children = "«: { children: React.ReactNode }»"
	failed   = "«: { error: Error; reset: () => void }»"
	icon     = "export const contentType = \"image/svg+xml\";\n\nexport default function Image() {\n" +
		"  const svg = '<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><circle cx=\"4\" cy=\"4\" r=\"4\"/></svg>';\n" +
		"  return new Response(svg, { headers: { \"Content-Type\": contentType } });\n}\n"
)

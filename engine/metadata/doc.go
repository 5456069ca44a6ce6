// Package metadata knows the special files of an app folder: favicon, robots,
// sitemap, manifest, icons, and the images for Open Graph and Twitter.
//
// It has two halves. The names half turns a file into the route under which
// Next.js serves it, with the hash that keeps files of groups and slots apart.
// The serialising half turns what a module returned into the text that is sent:
// robots.txt, a sitemap or a manifest, byte for byte as Next.js writes them,
// oddities included. NEXT-FACTS section G holds the measured rules.
package metadata

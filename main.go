// Command signalbox is a terminal explorer and playground for the App Router
// of Next.js: it resolves an app tree into its route table, explains every
// conflict, and runs the real route handlers.
package main

func main() {}

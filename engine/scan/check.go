package scan

// check runs all checks, those of the whole tree first.
func (b *builder) check() {
	b.checkPaths()
	b.checkSorter()
	b.checkBeside()
	b.checkLayouts()
	b.checkSlots()
	b.checkFiles()
	b.checkProxy()
	b.checkShadowed()
}

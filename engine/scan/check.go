package scan

// check runs all checks.
func (b *builder) check() {}

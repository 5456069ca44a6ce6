package route

import "fmt"

// Fault names why Next refuses a path, or a set of paths.
type Fault uint8

// The faults of one path come first, then those between paths (NEXT-FACTS B1).
const (
	EmptyName            Fault = iota // [], [...], [[...]]
	ThreeDotCharacter                 // […a]
	OptionalSingle                    // [[a]]
	ExtraBrackets                     // [[...a], [...a]]
	LeadingPeriods                    // [.a]
	RepeatedName                      // [a]/[a]
	SimilarNames                      // [a-b]/[ab]
	CatchAllNotLast                   // [...a]/x
	OptionalNotLast                   // [[...a]]/x
	BadIntercept                      // (..)x at the root, two markers
	Ambiguous                         // x/[a] and x/[b]
	OptionalAndItsParent              // x and x/[[...a]]
	DifferentNames                    // x/[a]/p and x/[b]/q
	BothCatchAlls                     // x/[...a] and x/[[...a]]
	BothInPath                        // [...a]/[[...b]]
)

// String returns the fault in kebab case: "repeated-name".
func (f Fault) String() string {
	return [...]string{
		"empty-name", "three-dot-character", "optional-single", "extra-brackets", "leading-periods",
		"repeated-name", "similar-names", "catch-all-not-last", "optional-not-last", "bad-intercept",
		"ambiguous", "optional-and-its-parent", "different-names", "both-catch-alls", "both-in-path",
	}[f]
}

// Refusal is one reason for which Next refuses a path or a set of paths. It is
// an error whose text is the literal message of Next.js.
type Refusal struct {
	Fault Fault
	Paths []string // the route paths concerned
	Next  string   // the literal message
	// Names are the params concerned: the repeated one, or the two that differ.
	Names []string
	// Shape is the common shape of Ambiguous paths: "/x/[*]".
	Shape string
}

// Error returns the literal message of Next.js.
func (r *Refusal) Error() string { return r.Next }

func refuse(fault Fault, paths []string, format string, args ...any) *Refusal {
	return &Refusal{Fault: fault, Paths: paths, Next: fmt.Sprintf(format, args...)}
}

// about adds the names of the params concerned.
func (r *Refusal) about(names ...string) *Refusal {
	r.Names = names
	return r
}

package route

// SegmentKind orders segments by specificity: a smaller kind is tried first.
type SegmentKind uint8

// The kinds of a URL segment (NEXT-FACTS C3).
const (
	Literal          SegmentKind = iota // x
	Single                              // [x]
	CatchAll                            // [...x]
	OptionalCatchAll                    // [[...x]]
)

// Segment is one part of a Pattern, between two slashes.
type Segment struct {
	Kind SegmentKind
	Text string // the literal, or the name of the param
}

// Pattern is a route path in its normal form: groups, slots and private
// folders gone, one Segment for each part.
type Pattern struct{ Segments []Segment }

package cluster

// Text is one contribution. IDs are unique within a run.
type Text struct{ ID, Text string }

// Options of a run; the zero value is a good default.
type Options struct {
	Method string // Name of an entry of Methods; "" is DefaultMethod
	K      int    // number of groups; 0 is Suggest(number of texts)
	Seed   uint64 // start of every random choice

	// Progress may be nil. It is called from the goroutine that called Run,
	// with one of the Stage names and the share done of the whole, in [0,1],
	// never going back.
	Progress func(stage string, done float64)
}

// Names given to Options.Progress.
const (
	StageRead  = "read"  // texts to words
	StageGroup = "group" // words to groups
	StageLabel = "label" // groups to titles
)

// Result of a run.
type Result struct {
	Method     string // Name of the method used
	Seed       uint64
	K          int         // len(Groups)
	Groups     []Group     // largest first, ties by the smallest id in them
	Placements []Placement // in the order of the texts given
}

// Group is a set of texts that share their words. It is a suggestion: a theme
// exists only once a person accepted it.
type Group struct {
	Number  int      // from 1, in the order of Result.Groups
	Label   string   // a short French title, never empty
	Words   []Word   // up to 6, the most telling first; may be empty
	Size    int      // texts placed here, the unplaced included; at least 1
	Typical []string // up to 3 ids, the most typical first, each unlike the others
}

// Word is a word or a phrase that sets a group apart, as people write it.
type Word struct {
	Surface string
	Weight  float64 // in (0,1], relative to the first word of the group
}

// Placement says where one text went.
type Placement struct {
	ID         string
	Group      int     // Number of its group
	Second     int     // Number of the next nearest group; 0 if there is none
	Confidence float64 // in [0,1]; see the function confidence for the formula
	Unplaced   bool    // « à classer »; Group is then only the nearest
}

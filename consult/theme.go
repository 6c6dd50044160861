package consult

import "time"

// ThemeID numbers the themes of a congress from 1; a number is never reused.
type ThemeID uint64

// Unplaced is the bucket « à classer ».
const Unplaced ThemeID = 0

// MaxName is how long a theme's name may be, in characters.
const MaxName = 120

// Theme is a working group of ideas that a person accepted.
type Theme struct {
	ID       ThemeID
	Name     string
	Words    []string // what sets it apart, most specific first
	Accepted time.Time
	Renamed  time.Time // zero while it bears the name that was proposed
}

// Placement says under which theme an idea is.
type Placement struct {
	Theme      ThemeID // Unplaced for « à classer »
	Second     ThemeID // the next best, when the machine knows one
	Confidence float64 // of the machine, in [0,1]; 1 when a person placed it
	Pinned     bool    // a person placed it: no machine moves it
}

// ProposalID numbers the machine's proposals.
type ProposalID uint64

// Proposal is a classification that the machine offers. Nothing of it holds
// until a person accepts it.
type Proposal struct {
	ID     ProposalID
	Made   time.Time
	Method string
	Seed   uint64
	Groups []Group // by size, largest first
}

// Group is a theme that is proposed.
type Group struct {
	Number  int // from 1, within the proposal
	Label   string
	Words   []string
	Typical []IdeaID
	Ideas   []Grouped
	Theme   ThemeID // the theme it became, 0 while it is only proposed
}

// Grouped is an idea in a proposed group.
type Grouped struct {
	Idea       IdeaID
	Second     int     // number of the next best group, 0 if none
	Confidence float64 // in [0,1]
	Unplaced   bool    // too uncertain: it goes to « à classer »
}

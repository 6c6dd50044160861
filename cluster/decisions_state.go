package cluster

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math"
	"slices"
	"strings"
)

// State is a classification as it stands: what the machine proposed and people
// decided since. It is a value: the functions that change it return another one
// and leave it alone.
type State struct {
	Last   ThemeID `json:"last"`   // the last number given to a theme
	Themes []Theme `json:"themes"` // by id; those that are gone stay, so that no id serves twice
	Places []Place `json:"places"` // one for each idea, by idea
}

// Theme is a group of ideas that people work with.
type Theme struct {
	ID     ThemeID `json:"id"`
	Name   string  `json:"name"`
	Locked bool    `json:"locked,omitempty"`
	Gone   bool    `json:"gone,omitempty"` // merged or emptied: holds no idea, ever again
}

// Place says where one idea is.
type Place struct {
	Idea       string    `json:"idea"`
	Theme      ThemeID   `json:"theme"`               // Unplaced for « à classer »
	Second     ThemeID   `json:"second,omitempty"`    // the next nearest; of an unplaced idea, the nearest
	Confidence float64   `json:"confidence"`          // of the machine, in [0,1] by steps of 1/10,000; 1 when a person placed it
	Pinned     bool      `json:"pinned,omitempty"`    // a person placed it: no re-run moves it
	Forbidden  []ThemeID `json:"forbidden,omitempty"` // increasing; where the machine may not put it
}

// NewState makes a theme of each group of a result, with the group's number and
// label. The uncertain texts are « à classer ».
func NewState(r *Result) State {
	s := State{Last: ThemeID(r.K)}
	for _, g := range r.Groups {
		s.Themes = append(s.Themes, Theme{ID: ThemeID(g.Number), Name: g.Label})
	}
	for _, p := range r.Placements {
		at := Place{Idea: p.ID, Theme: ThemeID(p.Group), Second: ThemeID(p.Second), Confidence: rounded(p.Confidence)}
		if p.Unplaced {
			at.Theme, at.Second = Unplaced, at.Theme
		}
		s.Places = append(s.Places, at)
	}
	s.sortPlaces()
	return s
}

func (s State) sortPlaces() {
	slices.SortFunc(s.Places, func(a, b Place) int { return strings.Compare(a.Idea, b.Idea) })
}

// Theme returns the theme of an id, gone or not.
func (s State) Theme(id ThemeID) (Theme, bool) {
	i, ok := s.themeIndex(id)
	if !ok {
		return Theme{}, false
	}
	return s.Themes[i], true
}

// Place returns where an idea is.
func (s State) Place(idea string) (Place, bool) {
	i, ok := s.placeIndex(idea)
	if !ok {
		return Place{}, false
	}
	return s.Places[i], true
}

// Standing lists the themes that are not gone, by id.
func (s State) Standing() []Theme {
	var out []Theme
	for _, t := range s.Themes {
		if !t.Gone {
			out = append(out, t)
		}
	}
	return out
}

// SHA256 is the hexadecimal sum of the state as JSON: the same classification
// has the same sum everywhere.
func (s State) SHA256() string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // nothing in a state can fail to be written
	}
	return sum(data)
}

func sum(data []byte) string {
	digest := sha256.Sum256(data)
	return hex.EncodeToString(digest[:])
}

func (s State) themeIndex(id ThemeID) (int, bool) {
	return slices.BinarySearchFunc(s.Themes, id, func(t Theme, id ThemeID) int { return cmp.Compare(t.ID, id) })
}

func (s State) placeIndex(idea string) (int, bool) {
	return slices.BinarySearchFunc(s.Places, idea, func(p Place, idea string) int { return strings.Compare(p.Idea, idea) })
}

// clone copies what decisions change. Forbidden lists are replaced, never
// written to, so they may be shared.
func (s State) clone() State {
	s.Themes, s.Places = slices.Clone(s.Themes), slices.Clone(s.Places)
	return s
}

// rounded keeps four decimals: what is shown, and what stays the same when a
// sum is rounded differently in its last bit.
func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// forbids tells whether people keep the idea out of a theme.
func (p Place) forbids(id ThemeID) bool { return slices.Contains(p.Forbidden, id) }

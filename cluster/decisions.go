package cluster

import (
	"errors"
	"fmt"
)

// ThemeID names a theme for ever. A state gives 1, 2, 3… and never gives a
// number twice: a theme that was merged away or emptied keeps its own.
type ThemeID uint64

// Unplaced is no theme: the idea is « à classer ».
const Unplaced ThemeID = 0

// DecisionKind says what a person decided.
type DecisionKind string

// The kinds, with the fields of Decision that each one reads.
const (
	DecidePin    DecisionKind = "pin"    // Idea belongs to Theme: no re-run moves it
	DecideUnpin  DecisionKind = "unpin"  // Idea may move again
	DecideAside  DecisionKind = "aside"  // Idea goes to « à classer », pinned there
	DecideForbid DecisionKind = "forbid" // Idea never goes to Theme by machine
	DecideAllow  DecisionKind = "allow"  // takes a « forbid » back
	DecideLock   DecisionKind = "lock"   // no re-run takes from Theme or adds to it
	DecideUnlock DecisionKind = "unlock" // takes a « lock » back
	DecideRename DecisionKind = "rename" // Theme is called Name
	DecideMerge  DecisionKind = "merge"  // the ideas of Theme go to Into; Theme is gone
	DecideSplit  DecisionKind = "split"  // Ideas leave Theme for a new one called Name, pinned
	DecideCreate DecisionKind = "create" // a new theme called Name takes Ideas, pinned; there may be none
)

// DecisionKinds lists the kinds in the order in which people are told of them.
var DecisionKinds = []DecisionKind{
	DecidePin, DecideUnpin, DecideAside, DecideForbid, DecideAllow, DecideLock,
	DecideUnlock, DecideRename, DecideMerge, DecideSplit, DecideCreate,
}

// Decision is one entry of the journal of a classification: what a person did,
// as data. The order of a journal matters, and a later decision overrules an
// earlier one.
type Decision struct {
	Kind  DecisionKind `json:"kind"`
	Idea  string       `json:"idea,omitempty"`
	Theme ThemeID      `json:"theme,omitempty"`
	Into  ThemeID      `json:"into,omitempty"`
	Ideas []string     `json:"ideas,omitempty"`
	Name  string       `json:"name,omitempty"`
}

// Why a decision cannot be applied; each comes inside a *DecisionError.
var (
	ErrUnknownKind  = errors.New("no such kind of decision")
	ErrUnknownIdea  = errors.New("no such idea")
	ErrUnknownTheme = errors.New("no such theme")
	ErrGoneTheme    = errors.New("the theme is gone")
	ErrLockedTheme  = errors.New("the theme is locked; unlock it first")
	ErrPinnedIdea   = errors.New("a person pinned the idea to this theme; unpin it first")
	ErrNotMember    = errors.New("the idea is not in this theme")
	ErrNoIdeas      = errors.New("a split must name the ideas that leave")
	ErrNoName       = errors.New("a theme needs a name")
	ErrSameTheme    = errors.New("a theme cannot be merged into itself")
)

// DecisionError says which decision of a journal cannot be applied, and why.
// The state is then as it was before the whole journal.
type DecisionError struct {
	At       int // index in the journal, from 0
	Decision Decision
	Err      error
}

func (e *DecisionError) Error() string {
	return fmt.Sprintf("cluster: decision %d (%s): %v", e.At+1, e.Decision.Kind, e.Err)
}

func (e *DecisionError) Unwrap() error { return e.Err }

package live

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"unanime/motion/text"
)

// ErrReadOnly: the log could not write; the room shows what is on disk and takes
// nothing more until it is opened again.
var ErrReadOnly = errors.New("the room is read-only")

// snapshotEvery is how many versions may pass before the room keeps a snapshot:
// replaying 1,000 changes at opening takes milliseconds.
const snapshotEvery = 1000

// State is the text at a version. It is a value and may be read by anyone.
type State struct {
	Version int
	At      time.Time // of the last change
	Author  Author    // of the last change, 0 for the first text
	Doc     *text.Node
	Links   []Link // what is tied, ordered by proposition and idea
}

// Change is what an author wants: steps that apply one after the other to the
// text as it stands, and links to tie or cut.
type Change struct {
	Steps []text.Step
	Links []Link
}

func (c Change) empty() bool { return len(c.Steps) == 0 && len(c.Links) == 0 }

// Room is one motion being written.
type Room struct {
	motion string
	log    Log

	mu       sync.Mutex
	state    State
	kept     int  // version of the last snapshot
	readOnly bool // after a failed write
}

func open(motion string, log Log) (*Room, error) {
	snap, err := log.Latest(motion)
	if err != nil {
		return nil, err
	}
	doc, err := text.Motion().Decode(snap.Doc)
	if err != nil {
		return nil, fmt.Errorf("snapshot %d of %s: %w", snap.Version, motion, err)
	}
	r := &Room{motion: motion, log: log, kept: snap.Version}
	r.state = State{Version: snap.Version, At: snap.At, Doc: doc, Links: snap.Links}
	err = log.Since(motion, snap.Version, func(f Frame) error {
		next, err := r.state.after(f)
		if err != nil {
			return fmt.Errorf("change %d of %s: %w", f.To, motion, err)
		}
		r.state = next
		return nil
	})
	return r, err
}

// State returns the text as it is on disk.
func (r *Room) State() State {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.state
}

// Edit asks plan for a change of the text as it stands, and makes it: no other
// change comes between. A plan that returns an error, or nothing to change,
// leaves all as it was. The state returned is on disk.
func (r *Room) Edit(by Author, at time.Time, plan func(State) (Change, error)) (State, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change, err := plan(r.state)
	if err != nil || change.empty() {
		return r.state, err
	}
	if r.readOnly {
		return r.state, ErrReadOnly
	}
	f, err := r.state.frame(change)
	if err != nil {
		return r.state, err
	}
	f.Author, f.At = by, at.UTC()
	next, err := r.state.after(f)
	if err != nil {
		return r.state, err
	}
	if err := r.log.Append(r.motion, f); err != nil {
		r.readOnly = true
		return r.state, errors.Join(ErrReadOnly, err)
	}
	r.state = next
	return next, r.keep()
}

// keep writes a snapshot now and then. That it fails is no harm to the text,
// which is in the frames: the next change tries again.
func (r *Room) keep() error {
	if r.state.Version-r.kept < snapshotEvery {
		return nil
	}
	snap, err := r.state.Snapshot()
	if err != nil {
		return err
	}
	if r.log.Keep(r.motion, snap) == nil {
		r.kept = snap.Version
	}
	return nil
}

// Snapshot returns the state as the log keeps it.
func (s State) Snapshot() (Snapshot, error) {
	doc, err := json.Marshal(s.Doc)
	return Snapshot{Version: s.Version, At: s.At, Doc: doc, Links: s.Links}, err
}

func (s State) frame(c Change) (Frame, error) {
	f := Frame{From: s.Version, To: s.Version + max(1, len(c.Steps)), Links: c.Links}
	for _, step := range c.Steps {
		raw, err := json.Marshal(step)
		if err != nil {
			return f, err
		}
		f.Steps = append(f.Steps, raw)
	}
	return f, nil
}

// after applies a frame as it lies in the log, so that what is shown and what a
// reopening gives are the same by construction.
func (s State) after(f Frame) (State, error) {
	next := State{Version: f.To, At: f.At, Author: f.Author, Doc: s.Doc, Links: relink(s.Links, f.Links)}
	for _, raw := range f.Steps {
		step, err := text.Motion().DecodeStep(raw)
		if err != nil {
			return s, err
		}
		if next.Doc, err = text.Apply(next.Doc, step); err != nil {
			return s, err
		}
	}
	return next, nil
}

func relink(links, changes []Link) []Link {
	if len(changes) == 0 {
		return links
	}
	tied := map[Link]bool{}
	for _, l := range links {
		tied[l] = true
	}
	for _, l := range changes {
		cut := l.Cut
		l.Cut = false
		if cut {
			delete(tied, l)
		} else {
			tied[l] = true
		}
	}
	return Sorted(slices.Collect(maps.Keys(tied)))
}

// Sorted orders links by proposition and idea, in place.
func Sorted(links []Link) []Link {
	slices.SortFunc(links, func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.Proposition, b.Proposition), cmp.Compare(a.Idea, b.Idea))
	})
	return links
}

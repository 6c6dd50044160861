package motion

import (
	"context"
	"errors"
	"fmt"
	"time"

	"unanime/consult"
	"unanime/motion/live"
	"unanime/motion/text"
)

// Desk is where the motion of one congress is written.
type Desk struct {
	Register *consult.Register
	Rooms    *live.Rooms
	Now      func() time.Time
}

// Draft is the motion as it is written, on disk.
type Draft struct {
	Document Document
	Version  int // number of changes since the first text
	At       time.Time
	Author   consult.AccountID // of the last change, 0 for the program
}

// ErrNotBegun: no motion was generated yet.
var ErrNotBegun = errors.New("the motion is not begun")

// ErrBegun: the motion was generated already; what people write is never
// replaced by a machine's text.
var ErrBegun = errors.New("the motion is begun")

// Begin generates the first motion from the accepted themes. consult.ErrNothing
// when no theme was accepted, ErrBegun when there is a motion.
func (d *Desk) Begin(ctx context.Context, by consult.Actor) (Draft, error) {
	if err := by.May(consult.ActGenerateMotion); err != nil {
		return Draft{}, err
	}
	material, err := Gather(ctx, d.Register, by)
	if err != nil {
		return Draft{}, err
	}
	doc := Outline(material)
	room, err := d.Rooms.Begin(string(d.Register.Congress), d.Now(), live.State{Doc: doc.Root, Links: links(doc.Sources)})
	if errors.Is(err, live.ErrExists) {
		return Draft{}, ErrBegun
	}
	if err != nil {
		return Draft{}, err
	}
	return draft(room.State())
}

// Read returns the motion as it stands, to those who may read it while it is
// written and to everyone once it is published.
func (d *Desk) Read(by consult.Actor) (Draft, error) {
	if !by.Can(consult.ActReadDraft) {
		c, err := d.Register.Read()
		if err != nil {
			return Draft{}, err
		}
		if c.PhaseAt(d.Now()) < consult.Publish {
			return Draft{}, consult.ErrForbidden
		}
	}
	room, err := d.room()
	if err != nil {
		return Draft{}, err
	}
	return draft(room.State())
}

// Save gives a proposition another wording. When it changed since the person
// read it, the error is a *StaleError with the wording as it stands, and nothing
// was changed.
func (d *Desk) Save(by consult.Actor, w Wording) (Draft, error) {
	if err := w.check(); err != nil {
		return Draft{}, err
	}
	return d.edit(by, func(doc Document) ([]text.Step, error) { return doc.reword(w) })
}

// Add puts a new proposition, with a title to be reworded, after the one named
// or at the end of the body when after is "". Its id comes from the caller, so
// that the same request sent twice adds one: the second is consult.ErrStale.
func (d *Desk) Add(by consult.Actor, id, after PropositionID, title string) (Draft, error) {
	return d.edit(by, func(doc Document) ([]text.Step, error) { return doc.insert(id, after, title) })
}

func (d *Desk) edit(by consult.Actor, plan func(Document) ([]text.Step, error)) (Draft, error) {
	if err := by.May(consult.ActEditMotion); err != nil {
		return Draft{}, err
	}
	if err := d.open(); err != nil {
		return Draft{}, err
	}
	room, err := d.room()
	if err != nil {
		return Draft{}, err
	}
	state, err := room.Edit(live.Author(by.Account), d.Now(), func(s live.State) (live.Change, error) {
		now, err := draft(s)
		if err != nil {
			return live.Change{}, err
		}
		steps, err := plan(now.Document)
		return live.Change{Steps: steps}, err
	})
	if err != nil {
		return Draft{}, err
	}
	return draft(state)
}

// open returns consult.ErrClosed once the motion is adopted.
func (d *Desk) open() error {
	c, err := d.Register.Read()
	if err != nil {
		return err
	}
	if c.PhaseAt(d.Now()) >= consult.Publish {
		return consult.ErrClosed
	}
	return nil
}

func (d *Desk) room() (*live.Room, error) {
	room, err := d.Rooms.Open(string(d.Register.Congress))
	if errors.Is(err, live.ErrNoMotion) {
		return nil, ErrNotBegun
	}
	return room, err
}

func draft(s live.State) (Draft, error) {
	sources := Sources{}
	for _, l := range s.Links {
		idea, err := consult.ParseIdeaID(l.Idea)
		if err != nil {
			return Draft{}, fmt.Errorf("link of %s: %w", l.Proposition, err)
		}
		sources = sources.Attach(PropositionID(l.Proposition), idea)
	}
	return Draft{
		Document: Document{Root: s.Doc, Sources: sources},
		Version:  s.Version, At: s.At, Author: consult.AccountID(s.Author),
	}, nil
}

func links(sources Sources) []live.Link {
	var all []live.Link
	for p, ideas := range sources {
		for _, idea := range ideas {
			all = append(all, live.Link{Proposition: string(p), Idea: idea.String()})
		}
	}
	return live.Sorted(all)
}

package consult

import (
	"errors"
	"maps"
	"time"
)

// Figures are the counts of what stands.
type Figures struct {
	Contributions int
	Authors       int
	Late          int
	Withdrawn     int            // these alone do not stand
	Departments   map[string]int // contributions per département code
	Channels      map[Channel]int
	Questions     map[int]int     // 0 for those about none
	Placed        map[ThemeID]int // Unplaced for « à classer »
	Hours         map[int64]int   // by the hour they were sent in, in hours since 1970 UTC: a day depends on the place
	Themes        int
	Offered       int // groups of the machine's proposal that nobody accepted
}

// Figures counts what stands. It reads no contribution: see index.
func (r *Register) Figures() (f Figures, err error) {
	err = r.indexed(false, func(x *index) { f = x.count.figures() })
	return f, err
}

// countThemes counts the themes, and the groups that are offered.
func (c *counts) countThemes(ed *Edition) error {
	themes, offered := 0, 0
	err := ed.Themes.Each(func(ThemeID, Theme) error {
		themes++
		return nil
	})
	err = errors.Join(err, ed.Proposals.Each(func(_ ProposalID, p Proposal) error {
		for _, g := range p.Groups {
			if g.Theme == 0 {
				offered++
			}
		}
		return nil
	}))
	c.Themes, c.Offered = themes, offered
	return err
}

// counts are figures that are kept up to date.
type counts struct {
	Figures
	authors map[OfficialID]int // contributions of each
}

func newCounts() counts {
	return counts{Figures{
		Departments: map[string]int{}, Channels: map[Channel]int{}, Questions: map[int]int{},
		Placed: map[ThemeID]int{}, Hours: map[int64]int{},
	}, map[OfficialID]int{}}
}

// add counts an entry n more times; n is 1 or -1.
func (c *counts) add(e entry, n int) {
	switch {
	case e.ID == 0:
		return
	case !e.Stands:
		c.Withdrawn += n
		return
	case e.Late:
		c.Late += n
	}
	c.Contributions += n
	add(c.authors, e.Author, n)
	if e.Department != "" { // somebody of the room
		add(c.Departments, e.Department, n)
	}
	add(c.Channels, e.Channel, n)
	add(c.Questions, e.Question, n)
	add(c.Placed, e.Theme, n)
	add(c.Hours, e.Sent/int64(time.Hour), n)
}

// add leaves no zero behind.
func add[K comparable](to map[K]int, k K, n int) {
	if to[k] += n; to[k] == 0 {
		delete(to, k)
	}
}

// figures is a copy that nobody else changes.
func (c *counts) figures() Figures {
	f := c.Figures
	f.Authors = len(c.authors)
	f.Departments, f.Channels, f.Questions = maps.Clone(f.Departments), maps.Clone(f.Channels), maps.Clone(f.Questions)
	f.Placed, f.Hours = maps.Clone(f.Placed), maps.Clone(f.Hours)
	return f
}

package main

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"time"

	"unanime/consult"
	"unanime/internal/store"
)

type initCommand struct {
	dataFlag
	Test     bool   `help:"Mark the directory, for good, as test data: “seed” works on no other."`
	Congress string `help:"Found a congress of that slug; also in a directory that exists." placeholder:"SLUG"`
	Title    string `help:"Title of the congress." placeholder:"TITLE"`
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const slugRule = "use lower-case letters, digits and single hyphens, 60 at most, as in 2027"

// isSlug says whether a congress can be called that in addresses and files.
func isSlug(s string) bool { return len(s) <= 60 && slug.MatchString(s) }

// Run makes the directory, and founds the congress.
func (c *initCommand) Run(p Program) error {
	switch {
	case c.Congress == "" && c.Title != "":
		return usage("--title is that of a congress; name it too with --congress SLUG")
	case c.Congress != "" && !isSlug(c.Congress):
		return usage("--congress %s: %s", c.Congress, slugRule)
	}
	err := store.Init(c.Data, c.Test)
	switch {
	case err == nil:
		fmt.Fprintf(p.Stdout, "made the data directory %s\n", c.Data)
	case !errors.Is(err, store.ErrExists) || c.Congress == "":
		return c.advise(err)
	}
	if c.Congress == "" {
		return nil
	}
	return c.within(func(dir *store.Dir) error { return c.found(p, dir) })
}

func (c *initCommand) found(p Program, dir *store.Dir) error {
	if c.Test && !dir.Test() {
		return fmt.Errorf("%s holds real data and cannot become test data; name another directory", c.Data)
	}
	congress := newCongress(consult.CongressID(c.Congress), p.Now())
	congress.Title = cmp.Or(c.Title, "Congrès "+c.Congress)
	_, err := consult.Found(dir, consult.Founding{
		Congress: congress,
		Staff:    []consult.Account{{Role: consult.Organizer, Label: "Organisation"}},
	})
	if errors.Is(err, consult.ErrExists) {
		return fmt.Errorf("there is a congress %q in %s already; choose another slug", c.Congress, c.Data)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.Stdout, "founded the congress %q: contributions are taken from now until %s\n",
		c.Congress, congress.Freeze().Format("2 January 2006"))
	return nil
}

// collectDays and phaseDays make the calendar of a new congress, to be changed
// by its organisers: a month to contribute, then two weeks for each phase.
const (
	collectDays = 30
	phaseDays   = 14
)

// newCongress is a congress whose collection opens at that moment.
func newCongress(id consult.CongressID, now time.Time) consult.Congress {
	c := consult.Congress{ID: id, Section: "enjeu", Calendar: []consult.Opening{{Phase: consult.Collect, At: now.UTC()}}}
	next := now.UTC().AddDate(0, 0, collectDays)
	for phase := consult.Classify; phase <= consult.Follow; phase++ {
		c.Calendar = append(c.Calendar, consult.Opening{Phase: phase, At: next})
		next = next.AddDate(0, 0, phaseDays)
	}
	c.Day, _ = c.Opens(consult.Vote)
	return c
}

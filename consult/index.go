package consult

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"sync"

	"unanime/cluster"
)

// index holds in memory what lists, searches and figures need of one congress,
// so that they read of the store only what they show.
//
// It follows the journal: whoever reads first looks for lines it has not seen
// yet, and reads again the contributions that these name. So it is never behind
// the store, no act has to know of it, and a text that was withdrawn is found by
// no later search. Its zero value is ready and empty: the first to ask fills it.
type index struct {
	mu      sync.RWMutex
	filled  bool
	seen    uint64            // the last journal line taken in
	entries []entry           // by contribution number; [0] is none
	pending []ContributionID  // their words are still to be read
	names   map[string]string // départements and channels, each once in memory
	words   lexicon
	count   counts
	sorting sync.Mutex
	orders  map[Order][]ContributionID // made when asked for, until something changes; under sorting
}

// entry is a contribution without its text. The zero entry is a number that was
// never given.
type entry struct {
	ID         ContributionID
	Author     OfficialID
	Theme      ThemeID
	Sent       int64 // nanoseconds since 1970
	Question   int
	Department string
	Channel    Channel
	Version    int
	Late       bool
	Stands     bool
}

// indexed runs f over the index as the store now stands. Words are read only for
// who needs them: at the start they take a hundred times longer than the rest.
func (r *Register) indexed(words bool, f func(*index)) error {
	x := &r.index
	x.mu.RLock()
	fresh, err := x.fresh(r, words)
	if fresh {
		f(x)
	}
	x.mu.RUnlock()
	for !fresh && err == nil {
		fresh, err = x.catchUp(r, words, f)
	}
	return err
}

// Warm fills the index, as the first search would.
func (r *Register) Warm() error { return r.indexed(true, func(*index) {}) }

func (x *index) fresh(r *Register, words bool) (fresh bool, err error) {
	if !x.filled || words && len(x.pending) > 0 {
		return false, nil
	}
	err = r.view(func(ed *Edition) error {
		_, err := ed.Journal.Get(x.seen + 1)
		if fresh = errors.Is(err, ErrNotFound); fresh {
			err = nil
		}
		return err
	})
	return fresh, err
}

// batch is how many texts are read before others may have the index.
const batch = 250

// catchUp takes in what is new, at most one batch of texts, and runs f when
// nothing is left. The state is read while the index is held, so that an older
// one never comes after a newer.
func (x *index) catchUp(r *Register, words bool, f func(*index)) (done bool, err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	var batched []ContributionID
	var texts []string
	err = r.view(func(ed *Edition) error {
		if err := x.follow(ed); err != nil || !words {
			return err
		}
		batched = x.pending[:min(batch, len(x.pending))]
		texts, err = readTexts(ed, batched)
		return err
	})
	if err != nil {
		return false, err
	}
	for i, id := range batched {
		x.words.put(number(id), cluster.Tokens(texts[i]))
	}
	if x.pending = x.pending[len(batched):]; words && len(x.pending) > 0 {
		return false, nil
	}
	if len(x.pending) == 0 {
		x.pending = nil
	}
	f(x)
	return true, nil
}

// readTexts returns the texts in order, "" for those that are gone.
func readTexts(ed *Edition, ids []ContributionID) ([]string, error) {
	texts := make([]string, len(ids))
	for i, id := range ids {
		t, err := ed.Texts.Get(id)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
		texts[i] = t.Body
	}
	return texts, nil
}

// follow takes in the lines of the journal that were not seen.
func (x *index) follow(ed *Edition) error {
	if !x.filled {
		return x.fill(ed)
	}
	touched, seen := map[ContributionID]bool{}, x.seen
	var everything, offered bool
	for {
		e, err := ed.Journal.Get(seen + 1)
		if errors.Is(err, ErrNotFound) {
			break
		}
		if err != nil {
			return err
		}
		seen++
		switch id, of := e.touches(); of {
		case one:
			touched[id] = true
		case all:
			everything = true
		}
		offered = offered || e.Act == ActPropose
	}
	if offered && !everything {
		if err := x.count.countThemes(ed); err != nil {
			return err
		}
	}
	if everything {
		touched = nil
		if err := x.readAll(ed); err != nil {
			return err
		}
	}
	for id := range touched {
		if err := x.read(ed, id); err != nil {
			return err
		}
	}
	x.seen = seen // at the end: whatever failed is done again
	return nil
}

func (x *index) fill(ed *Edition) error {
	x.seen, x.entries, x.pending, x.orders = 0, make([]entry, 1), nil, nil
	x.names, x.words, x.count = map[string]string{}, newLexicon(), newCounts()
	err := ed.Journal.Each(func(n uint64, _ Entry) error {
		x.seen = n
		return nil
	})
	if err = errors.Join(err, x.readAll(ed)); err == nil {
		x.filled = true
	}
	return err
}

// reach is how much a line of the journal says may have changed.
type reach int

const (
	none reach = iota
	one
	all
)

// aside are the acts that leave every contribution and its theme as they are.
var aside = []Act{ActPropose, ActRenameTheme, ActExport, ActGenerateMotion, ActEditMotion, ActInvite, ActMail}

// touches says which contributions the act may have changed. What is not known
// may be any of them.
func (e Entry) touches() (ContributionID, reach) {
	if slices.Contains(aside, e.Act) {
		return 0, none
	}
	object, _, _ := strings.Cut(e.Object, " ")
	if strings.HasPrefix(object, "C-") {
		if id, err := ParseContributionID(object); err == nil {
			return id, one
		}
	}
	if idea, err := ParseIdeaID(object); err == nil {
		return idea.Contribution, one
	}
	return 0, all
}

// read takes one contribution in, as it stands.
func (x *index) read(ed *Edition, id ContributionID) error {
	c, err := ed.Contributions.Get(id)
	if errors.Is(err, ErrNotFound) {
		x.forget(id)
		return nil
	}
	if err != nil {
		return err
	}
	p, err := ed.Placements.Get(id.Whole())
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	x.take(c, p.Theme)
	if c.Stands() {
		x.pending = append(x.pending, id)
	}
	return nil
}

// readAll takes all contributions in, forgets those that are gone, and counts the
// themes.
func (x *index) readAll(ed *Edition) error {
	themes := map[ContributionID]ThemeID{}
	err := ed.Placements.Each(func(id IdeaID, p Placement) error {
		if id.Part == 0 {
			themes[id.Contribution] = p.Theme
		}
		return nil
	})
	there := make([]bool, len(x.entries))
	err = errors.Join(err, ed.Contributions.Each(func(id ContributionID, c Contribution) error {
		if id < ContributionID(len(there)) {
			there[id] = true
		}
		x.take(c, themes[id])
		return nil
	}))
	for id, is := range there {
		if !is {
			x.forget(ContributionID(id))
		}
	}
	return errors.Join(err, x.count.countThemes(ed))
}

// take puts a contribution in the place of what was known of it.
func (x *index) take(c Contribution, theme ThemeID) {
	for ContributionID(len(x.entries)) <= c.ID {
		x.entries = append(x.entries, entry{})
	}
	e := entry{
		ID: c.ID, Author: c.Author, Theme: theme, Sent: c.Sent.UnixNano(), Question: c.Question, Version: c.Version,
		Department: x.name(c.Department), Channel: Channel(x.name(string(c.Channel))), Late: c.Late, Stands: c.Stands(),
	}
	was := x.entries[c.ID]
	if was == e {
		return
	}
	x.entries[c.ID], x.orders = e, nil
	x.count.add(was, -1)
	x.count.add(e, 1)
	switch {
	case !e.Stands:
		x.words.drop(number(c.ID))
	case was.Version != e.Version || !was.Stands:
		x.pending = append(x.pending, c.ID)
	}
}

func (x *index) forget(id ContributionID) {
	if id < ContributionID(len(x.entries)) && x.entries[id].ID != 0 {
		x.count.add(x.entries[id], -1)
		x.entries[id], x.orders = entry{}, nil
		x.words.drop(number(id))
	}
}

func (x *index) name(s string) string {
	known, ok := x.names[s]
	if !ok {
		known = strings.Clone(s)
		x.names[known] = known
	}
	return known
}

// order returns all contributions in that order; nobody changes the list.
func (x *index) order(by Order) []ContributionID {
	x.sorting.Lock()
	defer x.sorting.Unlock()
	if known, ok := x.orders[by]; ok {
		return known
	}
	if x.orders == nil {
		x.orders = map[Order][]ContributionID{}
	}
	x.orders[by] = x.sort(by)
	return x.orders[by]
}

func (x *index) sort(by Order) []ContributionID {
	ids := make([]ContributionID, 0, len(x.entries))
	for _, e := range x.entries {
		if e.ID != 0 {
			ids = append(ids, e.ID)
		}
	}
	slices.SortFunc(ids, func(a, b ContributionID) int {
		m, n := &x.entries[a], &x.entries[b]
		switch by {
		case ByDate:
			return cmp.Or(cmp.Compare(n.Sent, m.Sent), cmp.Compare(b, a))
		case ByDepartment:
			return cmp.Or(cmp.Compare(m.Department, n.Department), cmp.Compare(a, b))
		}
		return cmp.Compare(a, b)
	})
	return ids
}

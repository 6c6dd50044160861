package consult

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// Correction is what who typed a contribution made of it on second reading. The
// transcription's key and author are not read: what was typed under the wrong
// name is discarded and typed again. No Received date keeps the one it has.
type Correction struct {
	ID      ContributionID
	Version int // that was read
	Transcription
}

// Correct replaces what was typed, within a day and by who typed it; the
// earlier text stays in the history. ErrClosed after that; ErrStale when the
// author, or another page, changed it meanwhile.
func (r *Register) Correct(by Actor, ch Correction) (done Transcribed, err error) {
	if err := ch.check(); err != nil {
		return done, err
	}
	err = r.act(by, ActCorrect, func(s scene) (string, error) {
		c, err := s.typed(by, ch.ID)
		if err != nil {
			return "", err
		}
		t, err := s.Texts.Get(c.ID)
		if err != nil {
			return "", err
		}
		if c.Version != ch.Version {
			return "", ErrStale
		}
		if err := s.fill(&c, ch.Transcription); err != nil {
			return "", err
		}
		if t.Body != ch.Text {
			t.History = append(t.History, Revision{Body: t.Body, At: s.now.UTC()})
			t.Body = ch.Text
		}
		c.Version++
		twin, err := s.claim(c)
		done = Transcribed{c, twin}
		return c.ID.String(), errors.Join(err, s.Texts.Put(c.ID, t), s.Contributions.Put(c.ID, c))
	})
	return done, err
}

// Discard takes back what the actor typed by mistake, within a day: its number
// and date stay, as when an author withdraws.
func (r *Register) Discard(by Actor, id ContributionID) error {
	return r.act(by, ActDiscard, func(s scene) (string, error) {
		c, err := s.typed(by, id)
		if errors.Is(err, ErrWithdrawn) {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		return c.ID.String(), s.withdraw(c)
	})
}

// typed returns a contribution that the actor typed and may still touch.
func (s scene) typed(by Actor, id ContributionID) (Contribution, error) {
	c, err := s.Contributions.Get(id)
	switch {
	case err != nil:
		return c, err
	case by.Account == 0 || c.EnteredBy != by.Account:
		return c, ErrForbidden
	case !c.Stands():
		return c, ErrWithdrawn
	case !c.Correctable(s.now):
		return c, ErrClosed
	}
	return c, nil
}

// Typed is a contribution as it is listed to who typed it.
type Typed struct {
	Filed
	By Official // its author
}

// LastTyped returns what the actor typed that still stands, the newest first,
// at most limit of the last hundred.
func (r *Register) LastTyped(by Actor, limit int) (last []Typed, err error) {
	if err := by.May(ActTranscribe); err != nil {
		return nil, err
	}
	err = r.view(func(ed *Edition) error {
		last = nil
		ids, err := ed.Typed.Get(by.Account)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		for _, id := range slices.Backward(ids) {
			c, err := ed.Contributions.Get(id)
			if err != nil {
				return err
			}
			if !c.Stands() {
				continue
			}
			if len(last) == limit {
				break
			}
			f, err := ed.file(c)
			if err != nil {
				return err
			}
			author, err := ed.Officials.Get(c.Author)
			if err != nil {
				return err
			}
			last = append(last, Typed{f, author})
		}
		return nil
	})
	return last, err
}

// FindOfficials returns the officials whose name, commune or INSEE code holds
// words that begin with each word of the query; case and accents do not count.
// Those whose family name begins with the query come first, then by name. It
// reads and opens the record of every official.
func (r *Register) FindOfficials(by Actor, query string, limit int) (found []Official, err error) {
	if err := by.May(ActTranscribe); err != nil {
		return nil, err
	}
	asked := strings.Fields(foldName(query))
	if len(asked) == 0 {
		return nil, nil
	}
	err = r.view(func(ed *Edition) error {
		found = nil
		return ed.Officials.Each(func(_ OfficialID, o Official) error {
			if !nameless(o) && o.answers(asked) {
				found = append(found, o)
			}
			return nil
		})
	})
	first := func(o Official) int {
		if strings.HasPrefix(foldName(o.Family), strings.Join(asked, " ")) {
			return 0
		}
		return 1
	}
	slices.SortFunc(found, func(a, b Official) int {
		return cmp.Or(cmp.Compare(first(a), first(b)), cmp.Compare(nameKey(a), nameKey(b)), cmp.Compare(a.ID, b.ID))
	})
	return found[:min(limit, len(found))], err
}

// answers says whether each word begins one of the official's.
func (o Official) answers(asked []string) bool {
	own := strings.Fields(foldName(o.Given + " " + o.Family + " " + o.Territory.Commune + " " + o.Territory.INSEE))
	for _, word := range asked {
		if !slices.ContainsFunc(own, func(w string) bool { return strings.HasPrefix(w, word) }) {
			return false
		}
	}
	return true
}

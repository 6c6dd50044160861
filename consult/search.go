package consult

import (
	"errors"
	"slices"
	"strings"
	"time"

	"unanime/cluster"
)

// Order is how a list is sorted.
type Order int

const (
	ByNumber Order = iota
	ByDate         // the newest first
	ByDepartment
)

// Query says which contributions are looked for: those that fit all of it. The
// zero Query finds all that stand, by number.
type Query struct {
	// Words must all be in the text, whatever their accents and endings. One
	// that nobody wrote is taken for the beginning of one; the small words of
	// French count for nothing, and alone find nothing. « C-0217 » finds that one.
	Words         string
	Theme         *ThemeID // Unplaced for « à classer »
	Question      *int     // 0 for those about none
	Department    string   // a code
	Channel       Channel
	Since, Before time.Time // when sent; zero for no bound
	Late          bool      // only those sent after the freeze
	Withdrawn     bool      // only those that do not stand; they have no text
	Order         Order
	Skip, Limit   int // the part that is wanted; a Limit of 0 is all of it
}

// Findings are a part of what a search found.
type Findings struct {
	Contributions []Filed
	Total         int // of all that fit
}

// Search finds contributions, for who may read all.
func (r *Register) Search(by Actor, q Query) (found Findings, err error) {
	if err := by.May(ActReadAll); err != nil {
		return found, err
	}
	var ids []ContributionID
	err = r.indexed(q.Words != "", func(x *index) { ids, found.Total = x.search(q) })
	if err != nil {
		return found, err
	}
	err = r.view(func(ed *Edition) (err error) {
		found.Contributions, err = ed.fileAll(ids)
		return err
	})
	return found, err
}

// fileAll reads contributions; one that was erased since has no text, or is left
// out.
func (ed *Edition) fileAll(ids []ContributionID) ([]Filed, error) {
	filed := make([]Filed, 0, len(ids))
	for _, id := range ids {
		c, err := ed.Contributions.Get(id)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		f, err := ed.file(c)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
		f.Contribution = c
		filed = append(filed, f)
	}
	return filed, nil
}

// search returns the part of the numbers that is wanted, and how many fit.
func (x *index) search(q Query) (ids []ContributionID, total int) {
	fits := func(id ContributionID) {
		if !q.fits(&x.entries[id]) {
			return
		}
		if total++; total > q.Skip && (q.Limit == 0 || len(ids) < q.Limit) {
			ids = append(ids, id)
		}
	}
	if id, ok := q.reference(); ok {
		if id < ContributionID(len(x.entries)) {
			fits(id)
		}
		return ids, total
	}
	if strings.TrimSpace(q.Words) == "" {
		for _, id := range x.order(q.Order) {
			fits(id)
		}
		return ids, total
	}
	hits := x.words.find(cluster.Tokens(q.Words))
	if q.Order == ByNumber {
		for _, id := range hits {
			fits(ContributionID(id))
		}
		return ids, total
	}
	isHit := make([]bool, len(x.entries))
	for _, id := range hits {
		isHit[id] = true
	}
	for _, id := range x.order(q.Order) {
		if isHit[id] {
			fits(id)
		}
	}
	return ids, total
}

// reference is the contribution that the words name.
func (q Query) reference() (ContributionID, bool) {
	words := strings.TrimSpace(q.Words)
	if !strings.HasPrefix(strings.ToUpper(words), "C-") {
		return 0, false
	}
	id, err := ParseContributionID(words)
	return id, err == nil
}

// fits says whether an entry passes everything but the words.
func (q *Query) fits(e *entry) bool {
	switch {
	case e.ID == 0 || e.Stands == q.Withdrawn:
	case q.Theme != nil && e.Theme != *q.Theme:
	case q.Question != nil && e.Question != *q.Question:
	case q.Department != "" && e.Department != q.Department:
	case q.Channel != "" && e.Channel != q.Channel:
	case q.Late && !e.Late:
	case !q.Since.IsZero() && e.Sent < q.Since.UnixNano():
	case !q.Before.IsZero() && e.Sent >= q.Before.UnixNano():
	default:
		return true
	}
	return false
}

// Mark is a stretch of a text that a search asked for, in bytes.
type Mark struct{ Start, End int }

// Marks returns where the words of a query stand in a text, in order: for each
// word its forms, or else what begins with it.
func Marks(words, text string) (marks []Mark) {
	asked, said := cluster.Tokens(words), cluster.Tokens(text)
	if len(asked) == 0 {
		return nil
	}
	stems, known := make([]string, len(said)), map[string]bool{}
	for i, t := range said {
		stems[i] = cluster.Stem(t.Lower)
		known[stems[i]] = true
	}
	forms, beginnings := map[string]bool{}, []string{}
	for _, a := range asked {
		if stem := cluster.Stem(a.Lower); known[stem] {
			forms[stem] = true
		} else {
			beginnings = append(beginnings, cluster.Fold(a.Lower))
		}
	}
	for i, t := range said {
		begins := func(b string) bool { return strings.HasPrefix(cluster.Fold(t.Lower), b) }
		if forms[stems[i]] || slices.ContainsFunc(beginnings, begins) {
			marks = append(marks, Mark{t.Start, t.End})
		}
	}
	return marks
}

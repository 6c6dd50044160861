package cluster

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// DuplicateGroup is a set of texts that say the same: officials paste what
// their association sent, some change a word.
type DuplicateGroup struct {
	IDs   []string // two at least, increasing
	Exact bool     // word for word, capitals and signs aside
}

const (
	// sameShingles: two texts whose shingles have this Jaccard index or more,
	// and whose cosine reaches sameText, say the same.
	sameShingles  = .6
	shingleLength = 3 // words
)

// Duplicates finds the texts that say the same, or nearly: their TF-IDF cosine
// is .75 or more, and the sets of their successive three words share .6 of
// their union (Jaccard index of shingles; Broder, « On the resemblance and
// containment of documents », 1997). A text that resembles one of a group joins
// it. Groups come by their first id.
//
// Errors: ErrNoTexts, ErrDuplicateID, and the error of ctx when it ends first.
func Duplicates(ctx context.Context, texts []Text) ([]DuplicateGroup, error) {
	if len(texts) == 0 {
		return nil, ErrNoTexts
	}
	sorted, err := sortTexts(texts)
	if err != nil {
		return nil, err
	}
	c, err := readCorpus(ctx, sorted, func(float64) {})
	if err != nil {
		return nil, err
	}
	return c.duplicates(ctx)
}

// Duplicates is the function Duplicates for the texts of the analysis.
func (a *Analysis) Duplicates(ctx context.Context) ([]DuplicateGroup, error) {
	return a.corpus.duplicates(ctx)
}

// duplicates joins the pairs above both thresholds. It looks only at pairs that
// share one of their rarest shingles: with a Jaccard index of t or more, two
// sets share one of the first n - ⌈tn⌉ + 1 members of the smaller, in whatever
// order, when both are in the same order (prefix filter: Chaudhuri, Ganti and
// Kaushik, 2006). Rarest first makes the lists to go through short.
func (c *corpus) duplicates(ctx context.Context) ([]DuplicateGroup, error) {
	sets, err := c.shingles(ctx)
	if err != nil {
		return nil, err
	}
	same := newUnion(len(sets))
	distinct := joinEqual(sets, same)
	rare := rarest(sets, distinct)
	for from, to := 0, 0; from < len(rare); from = to {
		for to = from + 1; to < len(rare) && rare[to].shingle == rare[from].shingle; to++ {
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for i, x := range rare[from:to] {
			for _, y := range rare[from : from+i] {
				if same.find(x.row) != same.find(y.row) && resemble(sets[x.row], sets[y.row]) &&
					c.rows.cosine(int(x.row), int(y.row)) >= sameText {
					same.join(x.row, y.row)
				}
			}
		}
	}
	return c.duplicateGroups(sets, same), nil
}

// joinEqual joins the rows of equal sets and returns the first of each.
func joinEqual(sets [][]uint64, same union) []int32 {
	var order []int32
	for row, set := range sets {
		if len(set) > 0 {
			order = append(order, int32(row))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(slices.Compare(sets[a], sets[b]), cmp.Compare(a, b))
	})
	distinct := order[:0:0]
	for i, row := range order {
		if i > 0 && slices.Equal(sets[order[i-1]], sets[row]) {
			same.join(order[i-1], row)
		} else {
			distinct = append(distinct, row)
		}
	}
	slices.Sort(distinct)
	return distinct
}

type rareShingle struct {
	shingle uint64
	row     int32
}

// rarest lists the shingles by which each row can be found, by shingle.
func rarest(sets [][]uint64, rows []int32) []rareShingle {
	var out []rareShingle
	for _, row := range rows {
		n := len(sets[row])
		need := int(sameShingles * float64(n)) // at most ⌈.6n⌉, so nothing is missed
		for _, s := range sets[row][:min(n-need+1, n)] {
			out = append(out, rareShingle{s, row})
		}
	}
	slices.SortFunc(out, func(a, b rareShingle) int {
		return cmp.Or(cmp.Compare(a.shingle, b.shingle), cmp.Compare(a.row, b.row))
	})
	return out
}

// resemble tells whether two increasing sets have a Jaccard index of
// sameShingles or more.
func resemble(a, b []uint64) bool {
	least := sameShingles / (1 + sameShingles) * float64(len(a)+len(b)) // of the intersection
	if float64(min(len(a), len(b))) < least {
		return false
	}
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	return float64(shared) >= least
}

func (c *corpus) duplicateGroups(sets [][]uint64, same union) []DuplicateGroup {
	var out []DuplicateGroup
	at := map[int32]int{} // by root: its group
	for row := range sets {
		root := same.find(int32(row))
		if root == int32(row) {
			continue // the root is the smallest row: it joins when the second comes
		}
		g, ok := at[root]
		if !ok {
			g = len(out)
			at[root] = g
			out = append(out, DuplicateGroup{IDs: []string{c.ids[root]}, Exact: true})
		}
		out[g].IDs = append(out[g].IDs, c.ids[row])
		out[g].Exact = out[g].Exact && slices.Equal(sets[root], sets[row])
	}
	slices.SortFunc(out, func(a, b DuplicateGroup) int { return strings.Compare(a.IDs[0], b.IDs[0]) })
	return out
}

// union is a forest of disjoint sets (Tarjan, 1975); a root is its smallest row.
type union []int32

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = int32(i)
	}
	return u
}

func (u union) find(i int32) int32 {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(i, j int32) {
	i, j = u.find(i), u.find(j)
	u[max(i, j)] = min(i, j)
}

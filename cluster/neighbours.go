package cluster

import (
	"cmp"
	"context"
	"slices"
)

// neighbourCount is how many of the nearest texts speak for a text; half as
// many in a small consultation, where the tenth is no neighbour any more.
func neighbourCount(n int) int {
	if n < 200 {
		return 5
	}
	return 10
}

const (
	// exactRows is how many rows are compared through all they share.
	exactRows = 5000
	// budget is how many entries of the index a row reads above that, its
	// heaviest columns first; the cost then grows as the rows, not their square.
	budget = 3000
	// shortlist is how many of the rows found so are then compared in full, for
	// each neighbour kept.
	shortlist = 4
)

type neighbour struct {
	row int32
	sim float32
}

// nearest finds the count rows of m that are most like each row by cosine, those
// of cosine 0 left out, through the inverted index.
func nearest(ctx context.Context, m *matrix, count int) (*graph, error) {
	columns := transpose(m)
	lists := make([][]neighbour, m.rows())
	err := eachChunk(ctx, m.rows(), 128, func(from, to int) {
		s := newSearch(m, columns, count)
		for i := from; i < to; i++ {
			lists[i] = s.find(i)
		}
	})
	if err != nil {
		return nil, err
	}
	return newGraph(lists), nil
}

func newGraph(lists [][]neighbour) *graph {
	g := &graph{from: make([]int, 1, len(lists)+1)}
	for _, list := range lists {
		for _, n := range list {
			g.row, g.sim = append(g.row, n.row), append(g.sim, n.sim)
		}
		g.from = append(g.from, len(g.row))
	}
	return g
}

// search looks for neighbours; it is not safe for concurrent use.
type search struct {
	m       *matrix
	columns *postings
	count   int
	budget  int       // entries of the index to read; all when 0
	sims    []float32 // by row; zeros between two searches
	seen    []int32   // rows that share a column
	best    []neighbour
	query   []float32 // by column, for comparing in full; zeros between two searches
}

func newSearch(m *matrix, columns *postings, count int) *search {
	s := &search{m: m, columns: columns, count: count, sims: make([]float32, m.rows())}
	if m.rows() > exactRows {
		s.budget, s.query = budget, make([]float32, m.columns)
	}
	return s
}

func (s *search) find(i int) []neighbour {
	s.read(i)
	count := s.count
	if s.budget > 0 {
		s.count *= shortlist
	}
	s.best = s.best[:0]
	for _, row := range s.seen {
		sim := s.sims[row]
		s.sims[row] = 0
		if full := len(s.best) == s.count; int(row) != i && (!full || sim >= s.best[s.count-1].sim) {
			s.keep(neighbour{row, sim})
		}
	}
	s.count = count
	if s.budget > 0 {
		s.compare(i)
	}
	return slices.Clone(s.best)
}

// read adds up what row i shares with the others.
func (s *search) read(i int) {
	s.seen = s.seen[:0]
	index, weight := s.m.row(i)
	left := s.budget
	for _, j := range s.order(index, weight) {
		c, w := index[j], weight[j]
		from, to := s.columns.from[c], s.columns.from[c+1]
		if left -= to - from; s.budget > 0 && left < 0 && len(s.seen) > 0 {
			break
		}
		for at := from; at < to; at++ {
			row := s.columns.row[at]
			if s.sims[row] == 0 {
				s.seen = append(s.seen, row)
			}
			s.sims[row] += w * s.columns.weight[at]
		}
	}
}

// order returns in which order to read the columns of a row: the heaviest first
// when there is a budget.
func (s *search) order(index []int32, weight []float32) []int {
	order := make([]int, len(index))
	for j := range order {
		order[j] = j
	}
	if s.budget > 0 {
		slices.SortFunc(order, func(a, b int) int {
			return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(a, b))
		})
	}
	return order
}

// compare takes the full cosine of the shortlist and keeps the nearest.
func (s *search) compare(i int) {
	index, weight := s.m.row(i)
	for j, c := range index {
		s.query[c] = weight[j]
	}
	for at, n := range s.best {
		var sim float32
		their, w := s.m.row(int(n.row))
		for j, c := range their {
			sim += w[j] * s.query[c]
		}
		s.best[at].sim = sim
	}
	for _, c := range index {
		s.query[c] = 0
	}
	sortNeighbours(s.best)
	s.best = s.best[:min(s.count, len(s.best))]
}

// keep puts n at its rank among the best, if it is one of them.
func (s *search) keep(n neighbour) {
	if len(s.best) == s.count && byLikeness(s.best[s.count-1], n) <= 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(s.best, n, byLikeness)
	if len(s.best) == s.count {
		s.best = s.best[:s.count-1]
	}
	s.best = slices.Insert(s.best, at, n)
}

func sortNeighbours(list []neighbour) { slices.SortFunc(list, byLikeness) }

// byLikeness orders the most alike first, ties by the smaller row.
func byLikeness(a, b neighbour) int {
	return cmp.Or(cmp.Compare(b.sim, a.sim), cmp.Compare(a.row, b.row))
}

// nearestBy keeps the count strongest neighbours of each row, and gives them
// their cosines in m; those that share nothing there come last, as 0.
func (g *graph) nearestBy(m *matrix, count int) *graph {
	lists := make([][]neighbour, len(g.from)-1)
	dense := make([]float32, m.columns)
	for i := range lists {
		others, _ := g.of(i)
		index, weight := m.row(i)
		for j, c := range index {
			dense[c] = weight[j]
		}
		for _, o := range others[:min(count, len(others))] {
			var sim float32
			their, w := m.row(int(o))
			for j, c := range their {
				sim += w[j] * dense[c]
			}
			lists[i] = append(lists[i], neighbour{o, min(sim, 1)})
		}
		for _, c := range index {
			dense[c] = 0
		}
		sortNeighbours(lists[i])
	}
	return newGraph(lists)
}

package cluster

import (
	"cmp"
	"math"
	"slices"
)

const (
	moveWords      = 5
	moveNeighbours = 3
)

// explain fills the words and neighbours of the moves; after is the theme of
// each row if all were accepted.
func (w *warm) explain(moves []Move, after []ThemeID) {
	if len(moves) == 0 {
		return
	}
	l := newLabeller(w.corpus)
	inside, size := map[ThemeID]map[int32]int{}, map[ThemeID]int{}
	for row, id := range after {
		if id == Unplaced {
			continue
		}
		if inside[id] == nil {
			inside[id] = map[int32]int{}
		}
		size[id]++
		for _, t := range l.terms[row] {
			inside[id][t]++
		}
	}
	picked, wanted := make([][]int32, len(moves)), map[int32]bool{}
	for i, m := range moves {
		row, _ := w.state.placeIndex(m.Idea)
		picked[i] = l.shared(row, inside[m.To], size[m.To])
		for _, t := range picked[i] {
			wanted[t] = true
		}
		moves[i].Neighbours = w.neighboursIn(row, after)
	}
	surface := l.surfaces(wanted)
	for i, terms := range picked {
		for _, t := range terms {
			moves[i].Words = append(moves[i].Words, surface[t])
		}
	}
}

// shared lists the terms of a row that tell most of why it is in a theme: those
// that another text of the theme holds too, by their share of the theme times
// their idf, no stem twice.
func (l *labeller) shared(row int, inside map[int32]int, size int) []int32 {
	var found []scored
	for _, t := range l.terms[row] {
		if n := inside[t]; n > 1 {
			idf := math.Log(float64(1+len(l.terms)) / float64(1+l.df[t]))
			found = append(found, scored{t, float64(n) / float64(size) * idf * float64(len(l.parts(t)))})
		}
	}
	slices.SortFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.term, b.term))
	})
	var out []int32
	used := map[int32]bool{}
	for _, f := range found {
		parts := l.parts(f.term)
		if len(out) == moveWords || slices.ContainsFunc(parts, func(s int32) bool { return used[s] }) {
			continue
		}
		for _, s := range parts {
			used[s] = true
		}
		out = append(out, f.term)
	}
	return out
}

// neighboursIn names the nearest texts of a row that would be in the same theme.
func (w *warm) neighboursIn(row int, after []ThemeID) (ids []string) {
	if after[row] == Unplaced {
		return nil
	}
	others, _ := w.near.of(row)
	for _, o := range others {
		if after[o] == after[row] && len(ids) < moveNeighbours {
			ids = append(ids, w.corpus.ids[o])
		}
	}
	return ids
}

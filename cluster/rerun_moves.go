package cluster

import "slices"

// fit of a row among the groups after a re-run.
type fit struct {
	second     int32 // the next nearest group it may be in, -1 for none
	confidence float64
	sure       bool // above the least sure tenth, with enough words
}

// diff writes what would change.
func (w *warm) diff(opt Options) *Diff {
	at := w.fits()
	w.makeThemes(at)
	d := &Diff{Seed: opt.Seed, Base: w.state.Last, New: w.made}
	after := make([]ThemeID, len(w.own))
	for row, p := range w.state.Places {
		after[row] = w.target(row, at[row])
		if after[row] == p.Theme {
			continue
		}
		m := Move{Idea: p.Idea, From: p.Theme, To: after[row], Before: rounded(w.before(row)), After: rounded(at[row].confidence)}
		if at[row].second >= 0 {
			m.Second = w.member[at[row].second]
		}
		if m.To == Unplaced {
			m.Second = w.nearestTheme(row)
		}
		d.Moves = append(d.Moves, m)
	}
	for _, t := range w.themes {
		if !slices.Contains(after, t) {
			d.Vanishing = append(d.Vanishing, t)
		}
	}
	d.K = len(w.themes) + len(w.made) - len(d.Vanishing)
	w.explain(d.Moves, after)
	opt.progress(StageLabel, .9, 1)(1)
	return d
}

// fits compares every row with the centres of the groups.
func (w *warm) fits() []fit {
	out := make([]fit, len(w.own))
	var margins []float64
	for row, g := range w.group {
		out[row].second = -1
		if g < 0 {
			continue
		}
		near, next := 0.0, 0.0
		for other := range w.member {
			like := clamp(float64(dotProduct(w.space.row(row), w.heart.row(other))))
			switch {
			case int32(other) == g:
				near = like
			case w.state.Places[row].forbids(w.member[other]):
			case out[row].second < 0 || like > next:
				out[row].second, next = int32(other), like
			}
		}
		out[row].confidence = confidence(near, next)
		margins = append(margins, out[row].confidence)
	}
	if len(margins) == 0 {
		return out
	}
	slices.Sort(margins)
	limit := margins[int(unplacedShare*float64(len(margins)))]
	for row := range out {
		out[row].sure = w.group[row] >= 0 && out[row].confidence >= limit && out[row].confidence > 0 &&
			w.corpus.docs[row].distinct() >= fewStems
	}
	return out
}

// makeThemes numbers the groups that are no theme yet and would hold an idea.
func (w *warm) makeThemes(at []fit) {
	used := make([]bool, len(w.member))
	for row, g := range w.group {
		if g >= 0 && at[row].sure && w.free(row) {
			used[g] = true
		}
	}
	var groups [][]int
	for g, id := range w.member {
		if id == Unplaced && used[g] {
			w.member[g] = w.state.Last + ThemeID(len(w.made)) + 1
			w.made = append(w.made, Theme{ID: w.member[g]})
			groups = append(groups, w.rowsOf(int32(g)))
		}
	}
	if len(groups) == 0 {
		return
	}
	for i, words := range newLabeller(w.corpus).words(groups) {
		w.made[i].Name = title(words)
	}
}

func (w *warm) rowsOf(g int32) (rows []int) {
	for row, own := range w.group {
		if own == g {
			rows = append(rows, row)
		}
	}
	return rows
}

// target is where a row would be.
func (w *warm) target(row int, at fit) ThemeID {
	p := w.state.Places[row]
	if !w.free(row) {
		return p.Theme
	}
	to := Unplaced
	if at.sure {
		to = w.member[w.group[row]]
	}
	t, known := w.state.Theme(to)
	if to != Unplaced && !p.forbids(to) && !(known && t.Locked) {
		return to
	}
	if p.Theme != Unplaced && slices.Contains(w.member, p.Theme) {
		return p.Theme
	}
	return Unplaced
}

// before is the confidence of a row in its theme as the themes stood.
func (w *warm) before(row int) float64 {
	if w.own[row] < 0 {
		return 0
	}
	near, next := 0.0, 0.0
	for t := range w.themes {
		like := clamp(float64(dotProduct(w.space.row(row), w.old.row(t))))
		if int32(t) == w.own[row] {
			near = like
		} else {
			next = max(next, like)
		}
	}
	return confidence(near, next)
}

// nearestTheme is the theme of the group of a row, when it may be in it.
func (w *warm) nearestTheme(row int) ThemeID {
	g := w.group[row]
	if g < 0 || w.state.Places[row].forbids(w.member[g]) {
		return Unplaced
	}
	return w.member[g]
}

package cluster

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// Levels are the groupings of the same texts at every number of groups from 1 to
// Fine, each inside the one before: to make one group fewer, two are joined. The
// fine groups become propositions, the coarse ones « enjeux ». They are found
// once; Cut answers while one looks.
type Levels struct {
	Fine      int        // the largest number of groups; at least 1
	Default   int        // the number of groups to show first, in [1,Fine]
	Proposals []Proposal // one to three, increasing numbers of groups

	found  *analysis // its partition has Fine groups
	tree   []merge
	texts  []Text
	seed   uint64
	labels *labeller
}

// Proposal is a number of groups, and why it is one to choose.
type Proposal struct {
	K      int
	Reason string // a French sentence for an organiser
}

// Explore groups texts as [Run] does, in a few tens of fine groups (one for 25
// texts, from 8 to 60), then joins these two by two, the nearest first (the
// criterion of Ward, 1963). Options.K is the number of fine groups; 0 chooses
// it. The errors are those of Run.
func Explore(ctx context.Context, texts []Text, opt Options) (*Levels, error) {
	if opt.K == 0 {
		opt.K = max(fineGroups(len(texts)), Suggest(len(texts)))
	}
	a, err := analyse(ctx, texts, opt)
	if err != nil {
		return nil, err
	}
	label := opt.progress(StageLabel, .9, 1)
	if err := a.layout(ctx); err != nil {
		return nil, err
	}
	l := &Levels{Fine: a.part.k, found: a, texts: texts, seed: opt.Seed, labels: newLabeller(a.corpus)}
	l.tree = ward(a.sums())
	l.Default = min(Suggest(len(texts)), l.Fine)
	l.Proposals = l.propose()
	label(1)
	return l, ctx.Err()
}

// Cut returns the grouping in k groups; k outside of [1,Fine] is brought inside.
func (l *Levels) Cut(k int) *Result {
	k = min(max(k, 1), l.Fine)
	p := l.found.regroup(cut(l.tree, k), k)
	p.arrange()
	return &Result{
		Method: l.found.method.Name, Seed: l.seed, K: k,
		Groups: describeWith(l.labels, p), Placements: place(l.texts, l.found.corpus, p),
	}
}

// Parents returns, for each group of Cut(fine), in order, the Number of the
// group of Cut(coarse) that holds it. coarse is at most fine.
func (l *Levels) Parents(fine, coarse int) []int {
	fine, coarse = min(max(fine, 1), l.Fine), min(max(coarse, 1), l.Fine)
	low := l.found.regroup(cut(l.tree, fine), fine)
	high := l.found.regroup(cut(l.tree, coarse), coarse)
	low.arrange()
	high.arrange()
	out := make([]int, fine)
	for row, p := range l.found.points.of {
		if p >= 0 { // the texts without words follow the largest group of each level
			out[low.group[row]] = int(high.group[row]) + 1
		}
	}
	for g := range out {
		out[g] = max(out[g], 1)
	}
	return out
}

// propose makes the proposals: the headings of a motion, what the texts tell by
// themselves, the propositions of a motion. When the second is one of the
// others, a number between them takes its place.
func (l *Levels) propose() []Proposal {
	n := len(l.texts)
	coarse := Proposal{l.Default, numbered(l.Default, "enjeu", "enjeux") +
		"\u00A0: ce qu’une motion porte en titres, et ce qui se relit en une séance."}
	fine := Proposal{l.Fine, numbered(l.Fine, "thème", "thèmes") + "\u00A0: environ " +
		numbered(max(n/l.Fine, 1), "contribution", "contributions") + " par thème, comme pour les propositions d’une motion."}
	own := min(communities(l.found.near, ones(n), max(3, float64(n)/100)), l.Fine)
	middle := Proposal{own, fmt.Sprintf("%s\u00A0: les contributions qui se ressemblent forment d’elles-mêmes ce nombre d’ensembles.",
		numbered(own, "thème", "thèmes"))}
	if own < 2 || own == l.Default || own == l.Fine {
		between := int(math.Round(math.Sqrt(float64(l.Default) * float64(l.Fine))))
		middle = Proposal{between, fmt.Sprintf("%s\u00A0: entre les deux, si %d paraissent trop larges et %d trop fins.",
			numbered(between, "thème", "thèmes"), l.Default, l.Fine)}
	}
	all := []Proposal{coarse, middle, fine}
	slices.SortStableFunc(all, func(a, b Proposal) int { return a.K - b.K })
	return slices.CompactFunc(all, func(a, b Proposal) bool { return a.K == b.K })
}

func ones(n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 1
	}
	return w
}

// numbered writes « 1 thème », « 8 thèmes ».
func numbered(n int, one, many string) string {
	if n < 2 {
		return fmt.Sprintf("%d\u00A0%s", n, one)
	}
	return fmt.Sprintf("%d\u00A0%s", n, many)
}

// sums returns, by group, the sum of its rows and their number, the texts without
// words left out.
func (a *analysis) sums() (sums, sizes []float64) {
	k, d := a.part.k, a.space.d
	sums, sizes = make([]float64, k*d), make([]float64, k)
	for row, g := range a.part.group {
		if a.points.of[row] < 0 && len(a.points.copies) > 0 {
			continue
		}
		sum := sums[int(g)*d : (int(g)+1)*d]
		for j, v := range a.space.row(row) {
			sum[j] += float64(v)
		}
		sizes[g]++
	}
	return sums, sizes
}

// regroup is the partition where group g of the one found is part of group
// of[g], with the likeness of each text to the new groups.
func (a *analysis) regroup(of []int32, k int) *partition {
	p := emptyPartition(len(a.part.group))
	p.k = k
	for row, g := range a.part.group {
		p.group[row] = of[g]
	}
	centres := a.space.centres(p.group, k, nil)
	for row, own := range p.group {
		if a.points.of[row] < 0 {
			p.group[row] = -1
			continue
		}
		for g := range int32(k) {
			like := clamp(float64(dotProduct(a.space.row(row), centres.row(int(g)))))
			switch {
			case g == own:
				p.near[row] = like
			case p.second[row] < 0 || like > p.next[row]:
				p.second[row], p.next[row] = g, like
			}
		}
		p.next[row] = min(p.next[row], p.near[row])
	}
	return p
}

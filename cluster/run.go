package cluster

import (
	"cmp"
	"context"
	"slices"
)

// Run groups texts by what they speak about.
//
// There are exactly K groups, none empty, when the texts hold at least K
// different sets of words; when they hold fewer (copies, texts without any
// word), each set is its own group. A text without words goes to the largest
// group, unplaced. Texts in no known language are grouped by their words too;
// their stems and stop words are only less good.
//
// Errors: ErrNoTexts, ErrDuplicateID, ErrUnknownMethod, ErrK, and the error of
// ctx when it ends first.
func Run(ctx context.Context, texts []Text, opt Options) (*Result, error) {
	a, err := analyse(ctx, texts, opt)
	if err != nil {
		return nil, err
	}
	label := opt.progress(StageLabel, .9, 1)
	result := a.result(texts, opt.Seed)
	label(1)
	return result, ctx.Err()
}

// result says what was found in words for people, in the order of texts.
func (a *analysis) result(texts []Text, seed uint64) *Result {
	return &Result{
		Method: a.method.Name, Seed: seed, K: a.part.k,
		Groups: describe(a.corpus, a.part), Placements: place(texts, a.corpus, a.part),
	}
}

// analyse does all of Run but the words for people.
func analyse(ctx context.Context, texts []Text, opt Options) (*analysis, error) {
	method, err := check(texts, opt)
	if err != nil {
		return nil, err
	}
	sorted, err := sortTexts(texts)
	if err != nil {
		return nil, err
	}
	corpus, err := readCorpus(ctx, sorted, opt.progress(StageRead, 0, .2))
	if err != nil {
		return nil, err
	}
	k := opt.K
	if k == 0 {
		k = Suggest(len(texts))
	}
	a := &analysis{method: method, corpus: corpus, points: findDistinct(&corpus.rows)}
	err = method.run(ctx, a, job{k: k, seed: opt.Seed, done: opt.progress(StageGroup, .2, .9)})
	if err != nil {
		return nil, err
	}
	a.part.arrange()
	return a, nil
}

func check(texts []Text, opt Options) (Method, error) {
	method, err := findMethod(opt.Method)
	switch {
	case err != nil:
		return method, err
	case len(texts) == 0:
		return method, ErrNoTexts
	case opt.K < 0 || opt.K > len(texts):
		return method, ErrK
	}
	return method, nil
}

// progress returns a function that reports a stage taking the share [from,to]
// of the whole.
func (o Options) progress(stage string, from, to float64) func(float64) {
	if o.Progress == nil {
		return func(float64) {}
	}
	return func(done float64) { o.Progress(stage, from+(to-from)*done) }
}

// arrange renumbers the groups, largest first, ties by their first row (rows
// are in the order of ids), and gives the rows without words to the largest.
func (p *partition) arrange() {
	size, first := make([]int, p.k), make([]int, p.k)
	for row, g := range slices.Backward(p.group) {
		if g >= 0 {
			size[g]++
			first[g] = row
		}
	}
	order := make([]int, p.k)
	for g := range order {
		order[g] = g
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(first[a], first[b]))
	})
	number := make([]int32, p.k)
	for n, g := range order {
		number[g] = int32(n)
	}
	for row, g := range p.group {
		if g < 0 {
			p.group[row] = 0
			continue
		}
		p.group[row] = number[g]
		if s := p.second[row]; s >= 0 {
			p.second[row] = number[s]
		}
	}
}

// members lists the rows of each group, increasing.
func (p *partition) members() [][]int {
	rows := make([][]int, p.k)
	for row, g := range p.group {
		rows[g] = append(rows[g], row)
	}
	return rows
}

// place writes the placements in the order of texts.
func place(texts []Text, c *corpus, p *partition) []Placement {
	unplaced := findUnplaced(c, p)
	row := make(map[string]int, len(c.ids))
	for i, id := range c.ids {
		row[id] = i
	}
	out := make([]Placement, len(texts))
	for i, t := range texts {
		r := row[t.ID]
		out[i] = Placement{
			ID: t.ID, Group: int(p.group[r]) + 1, Second: int(p.second[r]) + 1,
			Confidence: confidence(p.near[r], p.next[r]), Unplaced: unplaced[r],
		}
	}
	return out
}

// describe names the groups and picks their typical texts.
func describe(c *corpus, p *partition) []Group { return describeWith(newLabeller(c), p) }

// describeWith is describe for who has a labeller already.
func describeWith(l *labeller, p *partition) []Group {
	members := p.members()
	words := l.words(members)
	groups := make([]Group, p.k)
	for g, rows := range members {
		groups[g] = Group{
			Number: g + 1, Words: words[g], Size: len(rows), Typical: typical(l.corpus, rows),
		}
	}
	nameGroups(groups)
	return groups
}

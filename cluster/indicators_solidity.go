package cluster

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
)

// StageRepeat is given to Options.Progress by Solidity.
const StageRepeat = "repeat"

// repeats is how many times Solidity groups the texts again, each time without
// another tenth of them.
const repetitions = 10

// Solidity groups the texts ten times again, each time without another tenth
// and from another seed, and tells how many of the placed texts find their
// group again: the groups of a new run are matched with those of r by the texts
// they share, the largest overlap first. It costs ten runs; cancel ctx to stop.
// r is the result of Run with these texts and options. Errors are those of Run.
func Solidity(ctx context.Context, texts []Text, r *Result, opt Options) (Indicator, error) {
	sorted, err := sortTexts(texts)
	if err != nil {
		return Indicator{}, err
	}
	own := make(map[string]int, len(r.Placements))
	for _, p := range r.Placements {
		if !p.Unplaced {
			own[p.ID] = p.Group
		}
	}
	fold := rand.New(rand.NewPCG(r.Seed, repetitions)).Perm(len(sorted))
	report := opt.progress(StageRepeat, 0, 1)
	kept, asked := 0, 0
	for round := range min(repetitions, len(sorted)) {
		again, err := regroup(ctx, sorted, fold, round, Options{Method: r.Method, K: r.K, Seed: opt.Seed + uint64(round) + 1})
		if err != nil {
			return Indicator{}, err
		}
		k, n := agreement(own, again)
		kept, asked = kept+k, asked+n
		report(float64(round+1) / repetitions)
	}
	return solidity(share(kept, asked), asked), nil
}

// regroup runs without the texts of one fold and returns the groups by id.
func regroup(ctx context.Context, texts []Text, fold []int, round int, opt Options) (map[string]int, error) {
	var some []Text
	for i, t := range texts {
		if fold[i]%repetitions != round || len(texts) < repetitions {
			some = append(some, t)
		}
	}
	opt.K = min(opt.K, len(some))
	a, err := analyse(ctx, some, opt)
	if err != nil {
		return nil, err
	}
	again := make(map[string]int, len(some))
	for row, g := range a.part.group {
		again[a.corpus.ids[row]] = int(g)
	}
	return again, nil
}

// agreement counts, of the texts in both, those whose groups are matched.
func agreement(own, again map[string]int) (kept, asked int) {
	type pair struct{ own, again int }
	shared := map[pair]int{}
	for id, g := range own {
		if other, ok := again[id]; ok {
			shared[pair{g, other}]++
			asked++
		}
	}
	pairs := make([]pair, 0, len(shared))
	for p := range shared {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a.own, b.own), cmp.Compare(a.again, b.again))
	})
	usedOwn, usedAgain := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		if !usedOwn[p.own] && !usedAgain[p.again] {
			usedOwn[p.own], usedAgain[p.again] = true, true
			kept += shared[p]
		}
	}
	return kept, asked
}

func solidity(value float64, asked int) Indicator {
	in := Indicator{Name: "solidité", Value: value}
	switch {
	case asked == 0:
		in.Sentence = "Il y a trop peu d’idées pour éprouver les thèmes."
	case value == 1:
		in.Sentence = "On a refait dix fois le classement sans un dixième des idées" + noBreak + ": toutes gardent leur thème."
	default:
		in.Sentence = "On a refait dix fois le classement sans un dixième des idées" + noBreak + ": " +
			percent(value) + " gardent leur thème en moyenne."
	}
	return in
}

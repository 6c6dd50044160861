package cluster

import (
	"context"
	"math/bits"
	"slices"
)

// Counters of how many texts hold a shingle, told by the last bits of its
// number. Two that share a counter look a little less rare than they are:
// slower by nothing one could measure, and never wrong.
const shingleCounters = 1 << 20

// shingles returns, by row, the different shingles of its text, rarest first:
// the logarithm of their rarity in the high byte, then 56 bits of their number,
// so that equal shingles are equal numbers. Stop words count, signs do not. A
// text of one or two words is one shingle; a text without any has none.
func (c *corpus) shingles(ctx context.Context) ([][]uint64, error) {
	sets := make([][]uint64, len(c.docs))
	err := eachChunk(ctx, len(c.docs), chunk, func(from, to int) {
		for i := from; i < to; i++ {
			sets[i] = shinglesOf(c.docs[i].text)
		}
	})
	if err != nil {
		return nil, err
	}
	counts := make([]uint32, shingleCounters)
	for _, set := range sets {
		for _, s := range set {
			counts[s%shingleCounters]++
		}
	}
	for _, set := range sets {
		for j, s := range set {
			set[j] = uint64(bits.Len32(counts[s%shingleCounters]))<<56 | s>>8
		}
		slices.Sort(set)
	}
	return sets, nil
}

// shinglesOf numbers the successive three words of a normalized text, each
// number once, by the FNV-1a hash of 64 bits.
func shinglesOf(text string) []uint64 {
	var words []uint64
	for _, p := range tokenize(text) {
		switch p.kind {
		case word, stopWord:
			words = append(words, hashWord(fnvStart, p.lower))
		case digits, address:
			words = append(words, hashWord(fnvStart, text[p.start:p.end]))
		}
	}
	if len(words) == 0 {
		return nil
	}
	var out []uint64
	for i := range max(len(words)-shingleLength+1, 1) {
		h := uint64(fnvStart)
		for _, w := range words[i:min(i+shingleLength, len(words))] {
			h = mix(h ^ w)
		}
		out = append(out, h)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const fnvStart = 14695981039346656037

func hashWord(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix is the finalizer of SplitMix64 (Steele, Lea and Flood, 2014): it spreads
// every bit over all, and makes the order of the words count.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return h ^ h>>31
}

// cosine is the product of two rows of length one.
func (m *matrix) cosine(i, j int) float64 {
	a, wa := m.row(i)
	b, wb := m.row(j)
	sum := 0.0
	for x, y := 0, 0; x < len(a) && y < len(b); {
		switch {
		case a[x] < b[y]:
			x++
		case a[x] > b[y]:
			y++
		default:
			sum += float64(wa[x]) * float64(wb[y])
			x, y = x+1, y+1
		}
	}
	return sum
}

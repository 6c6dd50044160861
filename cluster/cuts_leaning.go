package cluster

import (
	"math"
	"slices"
)

// leaning tells to which theme a stretch of text leans, by its words alone: the
// cosine of its TF-IDF row with the sum of the rows of the theme's texts, in
// the space of the stems. Smoothed places would not do, for they are those of
// whole texts.
type leaning struct {
	*Analysis
	counts [][]stemCount // by row
	idf    []float64     // by stem; 0 for those that one text alone holds
	sums   [][]float64   // by theme, by stem
	square []float64     // by theme: the squared length of its sum
}

func newLeaning(a *Analysis) *leaning {
	l := &leaning{Analysis: a, counts: countStems(a.corpus.docs), idf: make([]float64, len(a.corpus.stems))}
	for _, counts := range l.counts {
		for _, c := range counts {
			l.idf[c.stem]++
		}
	}
	n := float64(len(l.counts))
	for stem, df := range l.idf {
		l.idf[stem] = 0
		if df > 1 {
			l.idf[stem] = math.Log((1+n)/(1+df)) + 1
		}
	}
	l.sums, l.square = make([][]float64, len(a.themes)), make([]float64, len(a.themes))
	for t, rows := range a.members {
		sum := make([]float64, len(l.idf))
		for _, row := range rows {
			weights, _ := l.weigh(l.counts[row])
			for i, c := range l.counts[row] {
				sum[c.stem] += weights[i]
			}
		}
		l.sums[t] = sum
		for _, v := range sum {
			l.square[t] += v * v
		}
	}
	return l
}

// weigh returns the TF-IDF weights of the stems, of length one together, and
// how many of them are known to other texts.
func (l *leaning) weigh(counts []stemCount) (weights []float64, known int) {
	weights = make([]float64, len(counts))
	square := 0.0
	for i, c := range counts {
		if l.idf[c.stem] > 0 {
			weights[i] = (1 + math.Log(float64(c.count))) * l.idf[c.stem]
			square += weights[i] * weights[i]
			known++
		}
	}
	for i := range weights {
		weights[i] /= math.Sqrt(max(square, 1e-12))
	}
	return weights, known
}

// of tells where a stretch of the text of a row leans. The row is taken out of
// its theme's sum, or every text would lean to where it is.
func (l *leaning) of(row int, text string, stems stemmer) lean {
	own := l.known(text, stems)
	weights, known := l.weigh(own)
	if known < cutStems {
		return lean{theme: -1}
	}
	whole := l.counts[row]
	wholeWeights, _ := l.weigh(whole)
	home, _ := slices.BinarySearch(l.themes, l.theme[row])
	best, first, second := -1, 0.0, 0.0
	for t, sum := range l.sums {
		like, square := 0.0, l.square[t]
		for i, c := range own {
			like += weights[i] * sum[c.stem]
		}
		if t == home && l.theme[row] != Unplaced {
			like -= product(own, weights, whole, wholeWeights)
			for i, c := range whole { // |S-x|² = |S|² - 2S·x + |x|²
				square += wholeWeights[i] * (wholeWeights[i] - 2*sum[c.stem])
			}
		}
		if square < 1e-9 {
			continue // a theme of this text alone
		}
		like /= math.Sqrt(square)
		if like > first {
			best, first, second = t, like, first
		} else if like > second {
			second = like
		}
	}
	sure := confidence(first, second)
	if best < 0 || sure < cutMargin {
		return lean{theme: -1}
	}
	return lean{theme: best, confidence: sure}
}

// known counts the stems of a stretch of text that the corpus holds.
func (l *leaning) known(text string, stems stemmer) []stemCount {
	raw := readDocument(text, stems)
	d := document{text: raw.text}
	for i, s := range raw.stems {
		if stem, ok := slices.BinarySearch(l.corpus.stems, s); ok {
			raw.words[i].stem = int32(stem)
			d.words = append(d.words, raw.words[i])
		}
	}
	return countStems([]document{d})[0]
}

// product multiplies two lists of weights by stem, both in increasing order.
func product(a []stemCount, wa []float64, b []stemCount, wb []float64) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].stem < b[j].stem:
			i++
		case a[i].stem > b[j].stem:
			j++
		default:
			sum += wa[i] * wb[j]
			i, j = i+1, j+1
		}
	}
	return sum
}

package cluster

import (
	"math"
	"slices"
)

// matrix is a sparse matrix by rows: row i holds the columns
// index[from[i]:from[i+1]], increasing, with their weights.
type matrix struct {
	columns int
	from    []int
	index   []int32
	weight  []float32
}

func (m *matrix) rows() int { return len(m.from) - 1 }

func (m *matrix) row(i int) ([]int32, []float32) {
	a, b := m.from[i], m.from[i+1]
	return m.index[a:b], m.weight[a:b]
}

// Thresholds of the vocabulary: a stem must be in at least two texts (one
// below smallCorpus texts) and in at most half of them (any number below
// tinyCorpus, where half is two or three texts). Measured on French
// consultations of 60 to 2,800 texts.
const (
	minShared   = 2
	maxShare    = .5
	smallCorpus = 150
	tinyCorpus  = 20
	// oneTextIn: a term must be in one of that many texts, or what is kept of a
	// large corpus would grow with its typing errors.
	oneTextIn = 10000
)

// weigh returns one row of length one per document, or a row without any
// column when none of its stems is kept. The weight of a stem is
//
//	(1 + ln tf) · (ln((1+n)/(1+df)) + 1)
//
// with tf its count in the document and df the number of the n documents that
// hold it: the smoothed TF-IDF of Salton and Buckley (1988), as scikit-learn
// writes it. When the thresholds leave nothing, they are not applied: texts
// that are all the same must still be one group with a name.
func weigh(docs []document, stems int) matrix {
	return weighCounts(countStems(docs), stems, tfidf)
}

// occurrences is what the weight of a term in a document is made of.
type occurrences struct {
	count  float64 // in the document
	length float64 // of the document, as a share of the mean
	df, n  float64 // documents that hold the term, documents
}

// tfidf is the formula of weigh.
func tfidf(o occurrences) float64 {
	return (1 + math.Log(o.count)) * (math.Log((1+o.n)/(1+o.df)) + 1)
}

// bm25 is the weight of Robertson and others (« Okapi at TREC-3 », 1994), k₁ = 1.2
// and b = .75, with the idf of Lucene, which is never negative: counts saturate,
// and long documents do not win by their length.
func bm25(o occurrences) float64 {
	return 2.2 * o.count / (o.count + 1.2*(.25+.75*o.length)) * math.Log(1+(o.n-o.df+.5)/(o.df+.5))
}

// weighCounts returns a row of length one per document.
func weighCounts(counts [][]stemCount, terms int, formula func(occurrences) float64) matrix {
	df := make([]int, terms)
	total := 0.0
	lengths := make([]float64, len(counts))
	for i, c := range counts {
		for _, t := range c {
			df[t.stem]++
			lengths[i] += float64(t.count)
		}
		total += lengths[i]
	}
	column, kept := keepColumns(df, len(counts))
	m := matrix{columns: kept, from: make([]int, 1, len(counts)+1)}
	n := float64(len(counts))
	for i, c := range counts {
		first, norm := len(m.weight), 0.0
		for _, t := range c {
			if column[t.stem] < 0 {
				continue
			}
			w := formula(occurrences{float64(t.count), lengths[i] * n / total, float64(df[t.stem]), n})
			norm += w * w
			m.index = append(m.index, column[t.stem])
			m.weight = append(m.weight, float32(w))
		}
		scale := float32(1 / math.Sqrt(max(norm, 1e-12)))
		for i := first; i < len(m.weight); i++ {
			m.weight[i] *= scale
		}
		m.from = append(m.from, len(m.index))
	}
	return m
}

type stemCount struct {
	stem  int32
	count int
}

// countStems counts each document's stems, in increasing order of stem.
func countStems(docs []document) [][]stemCount {
	counts := make([][]stemCount, len(docs))
	var stems []int32
	for i, d := range docs {
		stems = stems[:0]
		for _, o := range d.words {
			stems = append(stems, o.stem)
		}
		counts[i] = countTerms(stems)
	}
	return counts
}

// countTerms sorts terms and counts each.
func countTerms(terms []int32) []stemCount {
	slices.Sort(terms)
	var counts []stemCount
	for j, s := range terms {
		if j == 0 || s != terms[j-1] {
			counts = append(counts, stemCount{stem: s})
		}
		counts[len(counts)-1].count++
	}
	return counts
}

// keepColumns gives each stem its column, -1 for those left out, and says how
// many are kept.
func keepColumns(df []int, n int) (column []int32, kept int) {
	low, high := max(minShared, n/oneTextIn), int(maxShare*float64(n))
	if n < smallCorpus {
		low = 1
	}
	if n < tinyCorpus {
		high = n
	}
	column = make([]int32, len(df))
	for _, bounds := range [][2]int{{low, high}, {1, n}} {
		kept = 0
		for s, d := range df {
			column[s] = -1
			if d >= bounds[0] && d <= bounds[1] {
				column[s] = int32(kept)
				kept++
			}
		}
		if kept > 0 {
			break
		}
	}
	return column, kept
}

package cluster

import (
	"math"
	"strings"
)

// gramLength is the length of the pieces of words that are compared: five
// letters hold a root (« numér »), and hardly ever by chance.
const gramLength = 5

// gramRows is how many points are read by letters too.
const gramRows = 20000

// views reads the points in three ways, one matrix each with a row per point:
//
//	stems by BM25: how much a text speaks of a word
//	stems and pairs of stems that follow each other, by TF-IDF: how they go together
//	five letters in a row, by TF-IDF: families of words, typing errors
//
// Each errs on other texts; what they agree on is nearly always right. Above
// gramRows points the third, which holds three times as much as the others, is
// left out: where texts are many, each has a neighbour in the same words.
func (c *corpus) views(points *distinctRows) []matrix {
	docs := c.pointDocuments(points)
	stems := weighCounts(countStems(docs), len(c.stems), bm25)
	counts, terms := countPairs(docs, len(c.stems))
	views := []matrix{stems, weighCounts(counts, terms, tfidf)}
	if len(docs) <= gramRows {
		counts, terms = countGrams(docs)
		views = append(views, weighCounts(counts, terms, tfidf))
	}
	return views
}

// pointDocuments returns the first document of each point.
func (c *corpus) pointDocuments(points *distinctRows) []document {
	docs := make([]document, points.rows())
	for row := len(points.of) - 1; row >= 0; row-- {
		if p := points.of[row]; p >= 0 {
			docs[p] = c.docs[row]
		}
	}
	return docs
}

// countPairs counts stems, and pairs of stems that follow each other; pairs are
// numbered after the stems, by first appearance.
func countPairs(docs []document, stems int) (counts [][]stemCount, terms int) {
	number := map[[2]int32]int32{}
	counts = make([][]stemCount, len(docs))
	var found []int32
	for i, d := range docs {
		found = found[:0]
		for j, o := range d.words {
			found = append(found, o.stem)
			if j == 0 {
				continue
			}
			pair := [2]int32{d.words[j-1].stem, o.stem}
			term, ok := number[pair]
			if !ok {
				term = int32(stems + len(number))
				number[pair] = term
			}
			found = append(found, term)
		}
		counts[i] = countTerms(found)
	}
	return counts, stems + len(number)
}

// countGrams counts the stretches of gramLength characters of each word, without
// accents, with a space at both ends; a shorter word is one stretch.
func countGrams(docs []document) (counts [][]stemCount, terms int) {
	number := map[string]int32{}
	known := map[string][]int32{} // by word: its stretches
	counts = make([][]stemCount, len(docs))
	var found []int32
	for i, d := range docs {
		found = found[:0]
		for _, o := range d.words {
			typed := d.surface(o)
			grams, ok := known[typed]
			if !ok {
				for _, g := range gramsOf(typed) {
					term, ok := number[g]
					if !ok {
						term = int32(len(number))
						number[g] = term
					}
					grams = append(grams, term)
				}
				known[typed] = grams
			}
			found = append(found, grams...)
		}
		counts[i] = countTerms(found)
	}
	return counts, len(number)
}

func gramsOf(typed string) []string {
	letters := []rune(" " + unaccent(strings.ToLower(typed)) + " ")
	if len(letters) <= gramLength {
		return []string{string(letters)}
	}
	var out []string
	for i := range len(letters) - gramLength + 1 {
		out = append(out, string(letters[i:i+gramLength]))
	}
	return out
}

// stack puts the matrices side by side, rows of length one again.
func stack(views []matrix) *matrix {
	out := &matrix{from: make([]int, 1, views[0].rows()+1)}
	for _, v := range views {
		out.columns += v.columns
	}
	scale := float32(1 / math.Sqrt(float64(len(views))))
	for i := range views[0].rows() {
		first := int32(0)
		for v := range views {
			index, weight := views[v].row(i)
			for j, c := range index {
				out.index, out.weight = append(out.index, first+c), append(out.weight, scale*weight[j])
			}
			first += int32(views[v].columns)
		}
		out.from = append(out.from, len(out.index))
	}
	return out
}

// agree returns the mean of the graphs: an edge weighs the mean of its shares of
// the likeness each graph gives the row.
func agree(graphs []*graph) *graph {
	lists := make([][]neighbour, len(graphs[0].from)-1)
	for i := range lists {
		share := map[int32]float32{}
		var met []int32
		for _, g := range graphs {
			others, sims := g.of(i)
			var sum float32
			for _, s := range sims {
				sum += s
			}
			for j, o := range others {
				if _, ok := share[o]; !ok {
					met = append(met, o)
				}
				share[o] += sims[j] / (sum * float32(len(graphs)))
			}
		}
		for _, o := range met {
			lists[i] = append(lists[i], neighbour{o, share[o]})
		}
		sortNeighbours(lists[i])
	}
	return newGraph(lists)
}

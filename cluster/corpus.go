package cluster

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// occurrence is one content word where it stands in its document.
type occurrence struct {
	stem       int32
	start, end int32 // bytes of document.text
	initial    bool  // its capital may come from the sentence
	linked     bool  // only link words stand between it and the one before
}

// document is a text after the French chain.
type document struct {
	text  string // normalized
	words []occurrence
}

// surface is the word as it was typed.
func (d document) surface(o occurrence) string { return d.text[o.start:o.end] }

// distinct counts the different stems of the document.
func (d document) distinct() int {
	seen := map[int32]bool{}
	for _, o := range d.words {
		seen[o.stem] = true
	}
	return len(seen)
}

// corpus is what a run works on: its documents in the order of their ids, the
// stems they hold in alphabetical order, and their weighted rows.
type corpus struct {
	ids   []string
	docs  []document
	stems []string
	rows  matrix
}

// rawDocument is a document whose stems have no number yet.
type rawDocument struct {
	document
	stems []string
}

// chunk is the number of texts a worker takes at a time.
const chunk = 64

// readCorpus runs the French chain over texts, which are sorted by id. done
// is called from this goroutine with the share read, in [0,1].
func readCorpus(ctx context.Context, texts []Text, done func(float64)) (*corpus, error) {
	raw := make([]rawDocument, len(texts))
	chunks := (len(texts) + chunk - 1) / chunk
	work, finished := make(chan int), make(chan int)
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), chunks) {
		wait.Go(func() {
			stems := stemmer{}
			for c := range work {
				for i := c * chunk; i < min((c+1)*chunk, len(texts)); i++ {
					raw[i] = readDocument(texts[i].Text, stems)
				}
				finished <- c
			}
		})
	}
	go func() {
		defer close(finished)
		defer wait.Wait()
		defer close(work)
		for c := range chunks {
			if ctx.Err() != nil {
				return
			}
			work <- c
		}
	}()
	count := 0
	for range finished {
		count++
		done(float64(count) / float64(chunks))
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return numberStems(texts, raw), nil
}

// readDocument runs the chain over one text.
func readDocument(text string, stems stemmer) rawDocument {
	text = normalize(text)
	raw := rawDocument{document: document{text: text}}
	linked, through := false, false // through: a link word since the last word
	for _, p := range tokenize(text) {
		if p.kind != word {
			linked = linked && links(p, text)
			through = through || p.kind != separation
			continue
		}
		raw.words = append(raw.words, occurrence{
			start: int32(p.start), end: int32(p.end), initial: p.initial,
			linked: linked && !(through && isInfinitive(p.lower)),
		})
		through = false
		raw.stems = append(raw.stems, stems.stem(p.lower))
		linked = true
	}
	return raw
}

// numberStems gives each stem its rank in alphabetical order, so that numbers do
// not depend on where a stem was first met.
func numberStems(texts []Text, raw []rawDocument) *corpus {
	c := &corpus{ids: make([]string, len(texts)), docs: make([]document, len(texts))}
	ranks := map[string]int32{}
	for _, r := range raw {
		for _, s := range r.stems {
			if _, ok := ranks[s]; !ok {
				ranks[s] = 0
				c.stems = append(c.stems, s)
			}
		}
	}
	slices.SortFunc(c.stems, strings.Compare)
	for i, s := range c.stems {
		ranks[s] = int32(i)
	}
	for i, r := range raw {
		c.ids[i] = texts[i].ID
		for j, s := range r.stems {
			r.words[j].stem = ranks[s]
		}
		c.docs[i] = r.document
	}
	c.rows = weigh(c.docs, len(c.stems))
	return c
}

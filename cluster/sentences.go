package cluster

import (
	"slices"
	"strings"
	"unicode"

	"github.com/jdkato/prose/v2"
)

// Sentences cuts a French text into sentences: its own characters, except that
// the line breaks and tabs inside a sentence become one space and the sign of
// a bullet is left out. « élu.es », « M. », « art. 3 », « 2.5 » and « etc. » do
// not end a sentence. The result is nil for a text without any letter or digit.
//
// It costs about 12 ms whatever the length, because the segmenter reads its
// model at each call; for several texts call SentencesEach.
func Sentences(text string) []string {
	return SentencesEach([]string{text})[0]
}

// SentencesEach is Sentences for each of the texts, in one call of the
// segmenter: 1,000 texts cost about what one does.
func SentencesEach(texts []string) [][]string {
	var blocks []block
	for i, text := range texts {
		for _, b := range cutBlocks(text) {
			blocks = append(blocks, block{text: i, runes: []rune(b)})
		}
	}
	proseCuts(blocks)
	out := make([][]string, len(texts))
	for _, b := range blocks {
		out[b.text] = append(out[b.text], b.sentences()...)
	}
	return out
}

// block is a stretch of text that no sentence crosses, and where its sentences
// end.
type block struct {
	text  int    // index of the text it comes from
	runes []rune // never empty
	cuts  []int  // ends of sentences, increasing; the last is len(runes)
}

func (b block) sentences() []string {
	var out []string
	start := 0
	for _, end := range b.cuts {
		s := strings.TrimSpace(string(b.runes[start:end]))
		if strings.IndexFunc(s, isWordRune) >= 0 {
			out = append(out, s)
		} else if s != "" && len(out) > 0 {
			out[len(out)-1] += " " + s // a lone sign belongs to what it follows
		}
		start = end
	}
	return out
}

// separator stands between two blocks in the text given to prose. It is a
// picture of a control character: nobody types it, and protect removes it.
const separator = '\u241E'

// proseCuts fills the cuts of every block with the segmenter of prose, in one
// call. Tagging, tokens and entities are English and slow, so they are off. A
// block that does not come back rune for rune is cut by ruleCuts alone.
func proseCuts(blocks []block) {
	if len(blocks) == 0 {
		return
	}
	var joined strings.Builder
	for i, b := range blocks {
		if i > 0 {
			joined.WriteString("\n\n" + string(separator) + "\n\n")
		}
		joined.WriteString(string(protect(b.runes)))
	}
	pieces := make([][]string, 1, len(blocks))
	doc, err := prose.NewDocument(joined.String(),
		prose.WithTokenization(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err == nil {
		for _, s := range doc.Sentences() {
			parts := strings.Split(s.Text, string(separator))
			pieces[len(pieces)-1] = append(pieces[len(pieces)-1], parts[0])
			for _, part := range parts[1:] {
				pieces = append(pieces, []string{part})
			}
		}
	}
	for i := range blocks {
		if len(pieces) == len(blocks) {
			blocks[i].cuts = align(protect(blocks[i].runes), pieces[i])
		}
		// prose does not cut after « … » nor where the space is missing.
		cuts := append(blocks[i].cuts, ruleCuts(blocks[i].runes)...)
		slices.Sort(cuts)
		blocks[i].cuts = mendCuts(blocks[i].runes, slices.Compact(cuts))
	}
}

// align finds where each piece ends in text, spaces aside; nil when the pieces
// are not the text.
func align(text []rune, pieces []string) []int {
	var cuts []int
	at := 0
	for _, piece := range pieces {
		moved := false
		for _, r := range piece {
			if unicode.IsSpace(r) {
				continue
			}
			for at < len(text) && unicode.IsSpace(text[at]) {
				at++
			}
			if at == len(text) || text[at] != r {
				return nil
			}
			at, moved = at+1, true
		}
		if moved {
			cuts = append(cuts, at)
		}
	}
	for at < len(text) && unicode.IsSpace(text[at]) {
		at++
	}
	if at < len(text) || len(cuts) == 0 {
		return nil
	}
	cuts[len(cuts)-1] = len(text)
	return cuts
}

// mendCuts corrects what an English segmenter does to French: a closing » goes
// back to its sentence, a sentence does not begin in lower case, and nothing
// is cut before a lone sign.
func mendCuts(text []rune, cuts []int) []int {
	var out []int
	reach := 0 // what was looked at, so that signs in a row are read once
	for _, end := range cuts {
		if end <= reach {
			continue
		}
		for end < len(text) {
			next := end
			for next < len(text) && unicode.IsSpace(text[next]) {
				next++
			}
			if next == len(text) || !strings.ContainsRune("»”)]?!…", text[next]) {
				break
			}
			end = next + 1
		}
		reach = end
		if end == len(text) || beginsSentence(text[end:]) {
			out = append(out, end)
		}
	}
	if len(out) == 0 || out[len(out)-1] < len(text) {
		out = append(out, len(text))
	}
	return out
}

// beginsSentence tells whether a sentence may begin here: by a capital, a
// digit, or something that has no case, after the opening signs.
func beginsSentence(rest []rune) bool {
	first, _ := lookAhead(rest)
	return !unicode.IsLower(first)
}

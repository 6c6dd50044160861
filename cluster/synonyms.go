package cluster

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words/synonyms.txt
var synonymsText string

// synonyms gives the word that stands for another: « rpgd » is « rgpd ».
var synonyms = sync.OnceValue(func() map[string]string { return readSynonyms(synonymsText) })

// readSynonyms reads lines of a word and those it stands for, # to the end of
// the line is a comment. Accents do not count in those it stands for.
func readSynonyms(list string) map[string]string {
	kept := map[string]string{}
	for line := range strings.Lines(list) {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		for _, w := range fields[min(1, len(fields)):] {
			kept[unaccent(w)] = fields[0]
		}
	}
	return kept
}

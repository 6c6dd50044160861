package cluster

import "strings"

// elided are the words that lose their last vowel before an apostrophe. They
// carry no theme: « l'accès » is « accès ».
var elided = map[string]bool{
	"c": true, "d": true, "j": true, "l": true, "m": true, "n": true, "s": true, "t": true,
	"qu": true, "jusqu": true, "lorsqu": true, "puisqu": true, "quoiqu": true, "presqu": true,
	"quelqu": true,
}

// whole are the beginnings of words whose apostrophe cuts nothing off.
var whole = []string{"aujourd'hui", "prud'hom", "presqu'île", "presqu'ile", "entr'", "grand'"}

// isElided tells whether the word before an apostrophe is an elision; after is
// what follows the apostrophe. In « presqu'île » and « pass'sport » it is not:
// the apostrophe is inside one word.
func isElided(word, after string) bool {
	word = strings.ToLower(word)
	if !elided[word] {
		return false
	}
	for _, w := range whole {
		if rest, ok := strings.CutPrefix(w, word+"'"); ok && hasPrefixFold(after, rest) {
			return false
		}
	}
	return true
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

package cluster

import (
	"strings"
	"testing"
)

func TestStopwords(t *testing.T) {
	for w, want := range map[string]bool{
		"de": true, "été": true, "amendement": true, "aujourdhui": true, "permettre": true,
		"fibre": false, "numérique": false, "école": false, "commune": false, "maire": false, "données": false, "#": false,
	} {
		if stopwords()[w] != want {
			t.Errorf("%q: %v, want %v", w, stopwords()[w], want)
		}
	}
	for w := range stopwords() {
		if w != strings.ToLower(normalize(w)) {
			t.Errorf("%q could never be met: the lists are normalized, in lower case", w)
		}
	}
}

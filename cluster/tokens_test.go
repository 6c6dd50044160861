package cluster

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// content lists the content words of a text, in lower case.
func content(text string) []string {
	var out []string
	for _, p := range tokenize(normalize(text)) {
		if p.kind == word {
			out = append(out, p.lower)
		}
	}
	return out
}

func TestTokenize(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"elisions", "L’accès à l’eau, jusqu’à l’île d’Yeu", []string{"accès", "eau", "île", "yeu"}},
		{"no elision", "Le pass’sport et les prud’hommes, presqu’île", []string{"passsport", "prudhommes", "presquîle"}},
		{"inclusive", "élu·es, citoyen.ne.s, acteur(trice)s et agent-e-s", []string{"élu", "citoyen", "acteur", "agent"}},
		{"hyphens", "haut-débit vice-président", []string{"haut", "débit", "vice", "président"}},
		{"numbers", "En 2030, la 5G et 30 Mbit/s", []string{"5g", "mbit"}},
		{"dotted acronym", "La S.N.C.F. et l’U.E. investissent", []string{"sncf", "ue", "investissent"}},
		{"acronym that is also a stop word", "Le SI de la mairie, si vieux", []string{"si", "mairie", "vieux"}},
		{"shouted", "LES ÉLUS ONT SI PEU DE FIBRE", []string{"élus", "fibre"}},
		{"addresses", "Voir https://unanime.fr/élus?x=1, ou maire@commune.fr.", nil},
		{"arabic", "الإنترنت في القرى", []string{"الإنترنت", "في", "القرى"}},
		{"emoji", "❤️ fibre 👨‍👩‍👧 optique", []string{"fibre", "optique"}},
		{"quotes", "'fibre' ''optique'", []string{"fibre", "optique"}},
		{"nothing", "", nil},
	} {
		if got := content(c.in); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// lossless says what the pieces of a text lose or misplace, "" for nothing: in
// order they are the text, and no letter or digit stands in a separation.
func lossless(text string) string {
	at := 0
	for _, p := range tokenize(text) {
		if p.start != at || p.end <= p.start {
			return "a gap or an empty piece at " + text[at:]
		}
		at = p.end
		if p.kind == separation && strings.IndexFunc(text[p.start:p.end], unicode.IsLetter) >= 0 {
			return "a letter in the separation " + text[p.start:p.end]
		}
	}
	if at != len(text) {
		return "the end " + text[at:]
	}
	return ""
}

// inclusiveSigns are those that may stand before the ending of another gender.
const inclusiveSigns = "·•⋅‧∙・./-(\u2024\u0387"

// vanished says what the chain loses of a text, "" for nothing: every letter is
// in a word, a stop word, an elision or an address, and every word has a stem.
func vanished(text string) string {
	normal := normalize(text)
	if lost := lossless(normal); lost != "" {
		return lost
	}
	if got, want := letters(normal), letters(spelled(text)); got != want {
		return "letters when normalized: " + got + ", want " + want
	}
	words := 0
	for _, p := range tokenize(normal) {
		typed := strings.ToLower(letters(normal[p.start:p.end]))
		switch p.kind {
		case word:
			words++
			fallthrough
		case stopWord:
			// What follows the word in its piece is the ending of another gender.
			if p.lower == "" || !strings.HasPrefix(typed, letters(p.lower)) {
				return "the word " + normal[p.start:p.end] + ", read as " + p.lower
			}
			if typed != letters(p.lower) && !strings.ContainsAny(normal[p.start:p.end], inclusiveSigns) {
				return "the end of " + normal[p.start:p.end] + ", read as " + p.lower
			}
		case digits:
			if typed != strings.ToLower(normal[p.start:p.end]) {
				return "a letter among digits: " + normal[p.start:p.end]
			}
		}
	}
	stems := readDocument(text, stemmer{}).stems
	if slices.Contains(stems, "") || len(stems) != words {
		return fmt.Sprintf("a stem: %d words, stems %q", words, stems)
	}
	return ""
}

// spelled is what normalize may change of the letters: accents are composed,
// ligatures are two letters, and three letters of Unicode are typed for an
// apostrophe.
func spelled(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD")) {
		switch {
		case r >= 0xFB00 && r <= 0xFB06:
			b.WriteString(norm.NFKC.String(string(r)))
		case isApostrophe(r):
			b.WriteByte('\'')
		case !unicode.Is(unicode.Cf, r):
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

func TestNoLetterVanishes(t *testing.T) {
	for _, text := range append(sampleTexts(t),
		"Le pass’sport, l’élu·e·s(e)s d'', S.N.C.F.x (https://a.b) «m’re’ll»",
		"Re\u0301seau, œuvre, ﬁbre, ŒUVRE, ÉLU·ES, l\u02BCeau, İstanbul, ǅ",
	) {
		if lost := vanished(text); lost != "" {
			t.Fatalf("%q loses %s", text, lost)
		}
	}
}

// TestNoLetterVanishesFromData reads the column text of every CSV file of the
// folder UNANIME_DATA, compressed ones too.
func TestNoLetterVanishesFromData(t *testing.T) {
	folder := os.Getenv("UNANIME_DATA")
	if folder == "" {
		t.Skip("UNANIME_DATA names no folder")
	}
	paths, _ := filepath.Glob(filepath.Join(folder, "*.csv*"))
	if len(paths) == 0 {
		t.Fatalf("no CSV file in %s", folder)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			rows := readSample(t, path)
			for _, r := range rows {
				if lost := vanished(r.Text.Text); lost != "" {
					t.Errorf("%q loses %s", r.Text.Text, lost)
				}
			}
			t.Logf("%d texts", len(rows))
		})
	}
}

func TestNoLetterVanishesFromAnyText(t *testing.T) {
	part := rapid.SampledFrom([]string{"élu", "·", ".", "es", "'", "’", "(", ")", "e", "s", "-", " ", "@", "http://", "www.",
		"l", "qu", "S.N.", "\u0301", "١", "ع", "👍", "\n", "«", "5", "SI"})
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOf(part).Draw(r, "parts"), "")
		if lost := vanished(text); lost != "" {
			r.Fatalf("%q loses %s", text, lost)
		}
	})
}

package cluster

import (
	"reflect"
	"strings"
	"testing"
	"unicode"
)

var sentenceCases = []struct {
	name, in string
	want     []string
}{
	{"two", "La fibre manque. Il faut agir !", []string{"La fibre manque.", "Il faut agir !"}},
	{"inclusive", "Les élu.es demandent plus. Les élu·e·s aussi.", []string{"Les élu.es demandent plus.", "Les élu·e·s aussi."}},
	{"inclusive at the end", "Former les élu.es. Puis les agents.", []string{"Former les élu.es.", "Puis les agents."}},
	{"titles", "M. Dupont et Mme. Durand ont vu Mmes. Petit et J. Martin. Ils attendent.",
		[]string{"M. Dupont et Mme. Durand ont vu Mmes. Petit et J. Martin.", "Ils attendent."}},
	{"references", "Voir art. 3 et al. 2, cf. p. 12. Rien d’autre.", []string{"Voir art. 3 et al. 2, cf. p. 12.", "Rien d’autre."}},
	{"etc. inside", "Les mairies, écoles, etc. sont fermées. Dommage.", []string{"Les mairies, écoles, etc. sont fermées.", "Dommage."}},
	{"etc. at the end", "Les mairies, écoles, etc. Les agents aussi.", []string{"Les mairies, écoles, etc.", "Les agents aussi."}},
	{"numbers", "Le débit est de 2.5 Mbit. La norme est de 30.", []string{"Le débit est de 2.5 Mbit.", "La norme est de 30."}},
	{"acronym", "La S.N.C.F. ferme des gares. L’État aussi.", []string{"La S.N.C.F. ferme des gares.", "L’État aussi."}},
	{"closing quote", "Il a dit « non. » Puis rien.", []string{"Il a dit « non. »", "Puis rien."}},
	{"bullets", "Nous voulons :\n- la fibre\n- le 5G partout\n• des agents", []string{"Nous voulons :", "la fibre", "le 5G partout", "des agents"}},
	{"bullets in a line", "Nous voulons : • La fibre • Des agents", []string{"Nous voulons :", "La fibre", "Des agents"}},
	{"mail lines", "La fibre n’arrive\npas dans nos\nvillages.\n\nC’est long.", []string{"La fibre n’arrive pas dans nos villages.", "C’est long."}},
	{"question", "Qui paie ? Personne… Vraiment ?!", []string{"Qui paie ?", "Personne…", "Vraiment ?!"}},
	{"no space", "C’est la fin.Les maires attendent.", []string{"C’est la fin.", "Les maires attendent."}},
	{"apostrophe of prose", "Le pass’sport et l’R.S.A. existent. Bien.", []string{"Le pass’sport et l’R.S.A. existent.", "Bien."}},
	{"link", "Voir www.unanime.fr. Puis revenir.", []string{"Voir www.unanime.fr.", "Puis revenir."}},
	{"the separator itself", "Avant \u241E après. Fin.", []string{"Avant \u241E après.", "Fin."}},
	{"empty", " \n\t ", nil},
	{"signs only", "… !!! 👍", nil},
}

func TestSentences(t *testing.T) {
	for _, c := range sentenceCases {
		if got := Sentences(c.in); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// In one call, a text must not change the sentences of its neighbours.
func TestSentencesEach(t *testing.T) {
	var texts []string
	for _, c := range sentenceCases {
		texts = append(texts, c.in)
	}
	for i, got := range SentencesEach(texts) {
		if !reflect.DeepEqual(got, sentenceCases[i].want) {
			t.Errorf("%s: %q", sentenceCases[i].name, got)
		}
	}
	if got := SentencesEach(nil); len(got) != 0 {
		t.Errorf("no text gave %q", got)
	}
}

// The rules alone must find the same sentences, nearly always: Demand uses them.
func TestRulesAgreeWithSentences(t *testing.T) {
	same, all := 0, 0
	texts := sampleTexts(t)
	for i, want := range SentencesEach(texts) {
		got := map[string]bool{}
		for _, s := range sentencesByRule(texts[i]) {
			got[s] = true
		}
		for _, s := range want {
			all++
			if got[s] {
				same++
			}
		}
	}
	if share := float64(same) / float64(all); share < .99 {
		t.Errorf("%.4f of %d sentences are the same, want .99", share, all)
	}
}

func TestSentencesLoseNoLetter(t *testing.T) {
	texts := sampleTexts(t)
	for i, sentences := range SentencesEach(texts) {
		if got, want := letters(strings.Join(sentences, "")), letters(texts[i]); got != want {
			t.Fatalf("sentences of %q lose letters", texts[i])
		}
	}
}

// letters keeps the letters and digits of s.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

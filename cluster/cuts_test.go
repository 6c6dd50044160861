package cluster

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func TestCuts(t *testing.T) {
	const fibre, school = "La fibre optique manque dans les zones rurales et le raccordement échoue.", "Il faut des ordinateurs pour les élèves de chaque école et la formation des enseignants."
	for _, c := range []struct {
		name, text string
		want       []string // the parts; nil for no cut
	}{
		{"one sentence", fibre, nil},
		{"one theme", fibre + " Le raccordement à la fibre optique traîne dans les zones blanches.", nil},
		{"two themes", fibre + " " + school, []string{fibre + " ", school}},
		{"a sentence that leans nowhere follows", fibre + " Merci beaucoup ! " + school, []string{fibre + " Merci beaucoup ! ", school}},
		{"bullets stay with their part", "- " + fibre + "\n  – " + school + "\n", []string{"- " + fibre + "\n  ", "– " + school + "\n"}},
		{"bytes that are not UTF-8", "\xff " + fibre + " \xfe\xfd " + school + "\xff", []string{"\xff " + fibre + " ", "\xfe\xfd " + school + "\xff"}},
		{"no words", "… ! ?", nil},
		{"", "", nil},
	} {
		texts := append([]Text{{"x", c.text}}, threeThemes...)
		_, a := analysed(t, texts, 3)
		cuts, err := a.Cuts(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, cut := range cuts {
			if cut.ID == "x" {
				for _, p := range cut.Parts {
					got = append(got, c.text[p.Start:p.End])
				}
			}
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCutsLeavePinnedIdeasAlone(t *testing.T) {
	text := threeThemes[0].Text + " " + threeThemes[5].Text
	texts := append([]Text{{"x", text}}, threeThemes...)
	r, a := analysed(t, texts, 3)
	if cuts, err := a.Cuts(context.Background()); err != nil || len(cuts) != 1 {
		t.Fatalf("%v %v", cuts, err)
	}
	s, err := NewState(r).Decide(Decision{Kind: DecidePin, Idea: "x", Theme: 1})
	if err != nil {
		t.Fatal(err)
	}
	if a, err = Study(context.Background(), s, texts, Options{}); err != nil {
		t.Fatal(err)
	}
	if cuts, err := a.Cuts(context.Background()); err != nil || len(cuts) != 0 {
		t.Errorf("%v %v", cuts, err)
	}
}

// TestCutsPlanted joins texts of two bills in pairs, and looks whether they are
// cut where they were joined.
func TestCutsPlanted(t *testing.T) {
	rows := readSample(t, "testdata/lois.csv")
	rng := rand.New(rand.NewPCG(7, 7))
	rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	var texts []Text
	joint := map[string]int{}
	for len(joint) < 40 {
		x, y := rows[0], rows[1]
		rows = rows[1:]
		if x.label == y.label {
			texts = append(texts, x.Text)
			continue
		}
		rows = rows[1:]
		id := fmt.Sprintf("joined%02d", len(joint))
		joint[id] = len(x.Text.Text) + 1
		texts = append(texts, Text{ID: id, Text: x.Text.Text + "\n" + y.Text.Text})
	}
	for _, r := range rows {
		texts = append(texts, r.Text)
	}
	_, a := analysed(t, texts, 10)
	cuts, err := a.Cuts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	source := map[string]string{}
	for _, x := range texts {
		source[x.ID] = x.Text
	}
	found, exact, other := 0, 0, 0
	for _, c := range cuts {
		if wrong := unsound(source[c.ID], c); wrong != "" {
			t.Errorf("%s: %s", c.ID, wrong)
		}
		if joint[c.ID] == 0 {
			other++
			continue
		}
		found++
		for _, p := range c.Parts[1:] {
			if p.Start == joint[c.ID] {
				exact++
			}
		}
	}
	t.Logf("%d of 40 joined texts cut, %d at the joint; %d of %d others cut", found, exact, other, len(texts)-40)
	if found < 20 || exact < 15 || other > len(texts)/10 {
		t.Error("cuts are not where texts were joined")
	}
}

// unsound says what is wrong with the parts of a cut, "" for nothing.
func unsound(text string, c Cut) string {
	at := 0
	for i, p := range c.Parts {
		if p.Start != at || p.End <= p.Start {
			return "the parts do not follow one another"
		}
		if i > 0 && c.Parts[i-1].Theme == p.Theme {
			return "two parts of one theme"
		}
		if p.Confidence < cutMargin || p.Confidence > 1 || p.Theme == Unplaced {
			return "a part does not lean clearly"
		}
		at = p.End
	}
	if at != len(text) {
		return "the end is missing"
	}
	return ""
}

func FuzzSentenceEnds(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sentences := sentencesByRule(text)
		ends := sentenceEnds(text, sentences)
		if len(sentences) > 0 && ends == nil {
			t.Fatalf("%q is not made of its sentences %q", text, sentences)
		}
		at := 0
		for i, end := range ends {
			if end <= at {
				t.Fatalf("%q: an empty stretch at %d", text, at)
			}
			if got, want := letters(text[at:end]), letters(sentences[i]); got != want {
				t.Errorf("%q: stretch %q of the sentence %q", text, text[at:end], sentences[i])
			}
			at = end
		}
		if len(ends) > 0 && strings.TrimSpace(text[at:]) != "" {
			t.Errorf("%q is lost", text[at:])
		}
	})
}

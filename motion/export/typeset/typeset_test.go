package typeset

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"unanime/assets/fonts"
	"unanime/assets/hyphen"
)

func font(t testing.TB, name string) *Font {
	t.Helper()
	data, err := fonts.TTF(name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := ParseFont(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func setter(t testing.TB) (*Setter, *Style) {
	family := Family{font(t, fonts.SerifRegular), font(t, fonts.SansRegular)}
	return NewSetter(NewHyphenator(hyphen.French)), &Style{Family: family, Size: 10, Leading: 14}
}

func TestHyphenation(t *testing.T) {
	h := NewHyphenator(hyphen.French)
	for _, want := range []string{
		"numé-rique", "déma-té-ria-li-sa-tion", "inter-com-mu-na-lité", "élec-tro-nique", "accès",
		"consti-tu-tion", "aujourd", "trans-at-lan-tique", "recon-nais-sance", "œuvre",
	} {
		word := []rune(strings.ReplaceAll(want, "-", ""))
		got, from := "", 0
		for _, p := range h.Points(word) {
			got += string(word[from:p]) + "-"
			from = p
		}
		if got += string(word[from:]); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

const prose = "L’accès aux droits passe désormais par des services en ligne, et la dématérialisation ne saurait dispenser l’administration d’être joignable : les élu·es réuni·es en congrès le rappellent, efficacement et sans détour, à chaque occasion qui leur est offerte de se faire entendre."

func TestLinesAreJustified(t *testing.T) {
	s, style := setter(t)
	for _, measure := range []float64{260, 320, 400} {
		lines := s.Lines(Paragraph{Runs: []Run{{Text: prose, Style: style}}, Measure: measure, Justify: true})
		for i, ln := range lines {
			if last := i == len(lines)-1; ln.Width > measure+.01 || !last && ln.Width < measure-.01 {
				t.Errorf("measure %v, line %d is %.2f wide: %s", measure, i, ln.Width, ln.Text())
			}
			if ln.Ratio > 3.5 {
				t.Errorf("measure %v, line %d is loose (%.1f): %s", measure, i, ln.Ratio, ln.Text())
			}
		}
		if got := joined(lines); got != prose {
			t.Errorf("measure %v: %s", measure, got)
		}
	}
}

// joined is the text of the lines, without the hyphens at their ends.
func joined(lines []Line) string {
	var b strings.Builder
	for _, ln := range lines {
		b.WriteString(strings.TrimSuffix(ln.Text(), "\u00ad"))
	}
	return b.String()
}

func TestLigaturePartsAtTheHyphen(t *testing.T) {
	s, style := setter(t)
	word := "efficacement"
	seen := map[string]bool{}
	for measure := 20.0; measure < 60; measure++ {
		for _, ln := range s.Lines(Paragraph{Runs: []Run{{Text: word, Style: style}}, Measure: measure, Justify: true}) {
			seen[ln.Text()] = true
		}
	}
	if !seen["effi\u00ad"] || !seen["cacement"] && !seen["cace\u00ad"] {
		t.Errorf("lines %v", seen)
	}
}

func TestNothingIsWiderThanTheMeasure(t *testing.T) {
	s, style := setter(t)
	for _, text := range []string{
		strings.Repeat("a", 1000), strings.Repeat("1\u00a0000\u00a0", 100), "https://exemple.invalid/" + strings.Repeat("chemin/", 60),
		strings.Repeat("漢字", 200), strings.Repeat("é\u0301\u0302", 300), strings.Repeat("👩‍👧‍👦", 90), "a" + strings.Repeat("\u202f", 500) + "b",
	} {
		for _, justify := range []bool{true, false} {
			for _, ln := range s.Lines(Paragraph{Runs: []Run{{Text: "Voir " + text + " et la suite.", Style: style}}, Measure: 180, Justify: justify}) {
				if ln.Width > 180.01 {
					t.Errorf("%.20q: line of %.1f points", text, ln.Width)
					break
				}
			}
		}
	}
}

func TestMissingGlyphsAreCountedAndKept(t *testing.T) {
	s, style := setter(t)
	lines := s.Lines(Paragraph{Runs: []Run{{Text: "ab שלום 😀 a\u200db 👩‍👧 □ \u0229", Style: style}}, Measure: 500})
	if got := joined(lines); got != "ab שלום 😀 a\u200db 👩‍👧 □ \u0229" {
		t.Errorf("text %q", got)
	}
	want := map[string]int{"ש": 1, "ל": 1, "ו": 1, "ם": 1, "😀": 1, "👩\u200d👧": 1}
	if fmt.Sprint(s.Missing) != fmt.Sprint(want) {
		t.Errorf("missing %v, want %v", s.Missing, want)
	}
}

func TestForcedBreaksAndBlankText(t *testing.T) {
	s, style := setter(t)
	for _, c := range []struct {
		text  string
		lines []string
	}{
		{"", nil}, {"   ", nil}, {"\n", nil}, {"\u00ad\u200b", nil},
		{"un\ndeux", []string{"un", "deux"}},
		{"un \n deux ", []string{"un ", "deux "}},
	} {
		var got []string
		for _, ln := range s.Lines(Paragraph{Runs: []Run{{Text: c.text, Style: style}}, Measure: 300, Justify: true}) {
			got = append(got, ln.Text())
		}
		if !slices.Equal(got, c.lines) {
			t.Errorf("%q: %q, want %q", c.text, got, c.lines)
		}
	}
}

func TestPaginate(t *testing.T) {
	// A letter is a strip of height 10: upper case is kept with the next one, | begins
	// a page. A page has room for three.
	for _, c := range []struct{ strips, pages string }{
		{"abc", "abc"}, {"abcd", "abc d"}, {"abCd", "ab Cd"}, {"aBCd", "a BCd"}, {"ABCDe", "ABC De"},
		{"a|bc", "a bc"}, {"A|b", "A b"}, {"", ""},
	} {
		var strips []Strip
		for i, r := range c.strips {
			if r == '|' {
				continue
			}
			strips = append(strips, Strip{Height: 10, Keep: r < 'a', PageBreak: i > 0 && c.strips[i-1] == '|', Anchors: []string{string(r)}})
		}
		var got []string
		for _, page := range Paginate(strips, Frame{Height: 30}) {
			names := ""
			for _, a := range page.Anchors {
				names += a.Name
			}
			got = append(got, names)
		}
		if strings.Join(got, " ") != c.pages {
			t.Errorf("%s: %q, want %q", c.strips, got, c.pages)
		}
	}
}

func TestBarsFollowTheirStrips(t *testing.T) {
	bar := &Bar{X: -10, Width: 2}
	strips := []Strip{{Height: 10, Bars: []*Bar{bar}}, {Height: 10, Before: 5, Bars: []*Bar{bar}}, {Height: 10}, {Height: 10, Bars: []*Bar{bar}}}
	pages := Paginate(strips, Frame{X: 50, Y: 100, Height: 35})
	if len(pages) != 2 {
		t.Fatalf("%d pages", len(pages))
	}
	if r := pages[0].Boxes[0]; r.X != 40 || r.Y != 100 || r.Rect.Height != 25 {
		t.Errorf("bar %+v %+v", r, *r.Rect)
	}
	if r := pages[1].Boxes[0]; r.Y != 100 || r.Rect.Height != 10 {
		t.Errorf("bar %+v %+v", r, *r.Rect)
	}
}

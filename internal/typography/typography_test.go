package typography

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

// In the tables _ is U+00A0 and ~ is U+202F.
var spaces = strings.NewReplacer("_", NoBreak, "~", Narrow)

func TestFrench(t *testing.T) {
	for _, c := range []struct{ typed, shown string }{
		{"l'eau d'aujourd'hui", "l’eau d’aujourd’hui"},
		{"'seul' et les années '90", "'seul' et les années '90"},
		{`il dit "oui" puis "non"`, `il dit «~oui~» puis «~non~»`},
		{`l'"accès"`, `l’«~accès~»`},
		{`un écran de 24" large`, `un écran de 24" large`},
		{"«oui»", "«~oui~»"},
		{"« oui »", "«~oui~»"},
		{"« Quoi ? »", "«~Quoi~?~»"},
		{"attendez...", "attendez…"},
		{"attendez....", "attendez...."},
		{"Pourquoi ? Parce que ! Oui ; non : voilà", "Pourquoi~? Parce que~! Oui~; non_: voilà"},
		{"Pourquoi? Oui; non: voilà!", "Pourquoi~? Oui~; non_: voilà~!"},
		{"Pourquoi ?!", "Pourquoi~?!"},
		{"Quoi...?", "Quoi…~?"},
		{"(vraiment ?) [sic !]", "(vraiment~?) [sic~!]"},
		{"(!) et (?)", "(!) et (?)"},
		{"à 12:30, pas C:\\x", "à 12:30, pas C:\\x"},
		{"voir https://a.fr/b?c=d;e:f!", "voir https://a.fr/b?c=d;e:f!"},
		{"voir https://a.fr ; puis", "voir https://a.fr~; puis"},
		{`"https://a.fr"`, `«~https://a.fr~»`},
		{"écrire à d'a.b@c.fr: merci", "écrire à d’a.b@c.fr: merci"},
		{"le code `a ? b : \"c\"` ici ?", "le code `a ? b : \"c\"` ici~?"},
		{"nº 7, n° 8, art. 72, p. 12", "nº_7, n°_8, art._72, p._12"},
		{"art. L. 2121-29", "art._L._2121-29"},
		{"M. Dupont, Mme Ba, (M. X)", "M._Dupont, Mme_Ba, (M._X)"},
		{"l'article 72, à l'art. 3", "l’article_72, à l’art._3"},
		{"3 % de 12 € et 5 km", "3_% de 12_€ et 5_km"},
		{"le 2 mars 2027, le 1er avril", "le 2_mars 2027, le 1er_avril"},
		{"en 2027 mars fut froid", "en 2027 mars fut froid"},
		{"à 18 h, à 14 h 32", "à 18_h, à 14_h_32"},
		{"1 234 567 habitants", "1~234~567_habitants"},
		{"1234 habitants", "1234_habitants"},
		{"en 2027 300 communes", "en 2027 300 communes"},
		{"tél. 01 23 45 67 89", "tél. 01 23 45 67 89"},
		{"élu·es, élu.es", "élu·es, élu.es"},
		{" : début", " : début"},
		{"?", "?"},
		{"1   000 000", "1   000 000"},
		{"18   h 30", "18   h 30"},
		{`a"M. X"b`, "a«~M._X~»b"},
		{"2 mars!…", "2_mars~!…"},
		{"", ""},
		{"deux\n! lignes", "deux\n! lignes"},
		{"note\uFFFC ; suite", "note\uFFFC~; suite"},
	} {
		want := spaces.Replace(c.shown)
		if got := French(c.typed); got != want {
			t.Errorf("French(%q)\n got %q\nwant %q", c.typed, got, want)
		}
		if got := French(want); got != want {
			t.Errorf("French is not stable on %q: %q", want, got)
		}
	}
}

func TestFrenchRuns(t *testing.T) {
	for _, c := range []struct{ typed, shown []string }{
		{[]string{"l'", "eau", " ?"}, []string{"l’", "eau", "~?"}},
		{[]string{`dire "`, "oui", `"`}, []string{"dire «~", "oui", "~»"}},
		{[]string{"le 2 ", "mars"}, []string{"le 2_", "mars"}},
		{[]string{"", "a", ""}, []string{"", "a", ""}},
		{[]string{"fort", "!"}, []string{"fort", "~!"}},
		{[]string{"«", "x", "»"}, []string{"«~", "x", "~»"}},
	} {
		for i := range c.shown {
			c.shown[i] = spaces.Replace(c.shown[i])
		}
		if got := FrenchRuns(c.typed); !slices.Equal(got, c.shown) {
			t.Errorf("FrenchRuns(%q)\n got %q\nwant %q", c.typed, got, c.shown)
		}
	}
}

func FuzzFrench(f *testing.F) {
	for _, s := range []string{`"a" !`, "l'«x»", "1 234 h 30 %", "a:b :c;d ?!", "`a`b?", "x@y.fr... ?", "«\"»\"", "M. X. 1er mai"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		once := French(s)
		if twice := French(once); twice != once {
			t.Errorf("%q\n once %q\ntwice %q", s, once, twice)
		}
		if letters(once) != letters(s) {
			t.Errorf("letters changed: %q, %q", s, once)
		}
		if runs := FrenchRuns(strings.SplitAfter(s, "e")); strings.Join(runs, "") != once {
			t.Errorf("runs %q, whole %q", runs, once)
		}
	})
}

// letters drops all that the rules may touch.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, s)
}

func TestDates(t *testing.T) {
	at := time.Date(2027, 3, 2, 17, 0, 0, 0, time.UTC)
	late := time.Date(2027, 6, 30, 22, 5, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{Date(at), "mardi 2_mars 2027"},
		{ShortDate(at), "2_mars 2027"},
		{DateTime(at), "mardi 2_mars 2027 à_18_h"},
		{DateTime(late), "jeudi 1er_juillet 2027 à_0_h_05"},
		{Hour(at.Add(32 * time.Minute)), "18_h_32"},
		{Ordinal(1), "1er"},
		{Ordinal(8), "8e"},
		{Number(0), "0"},
		{Number(999), "999"},
		{Number(1234), "1~234"},
		{Number(-1234567), "−1~234~567"},
	} {
		if want := spaces.Replace(c.want); c.got != want {
			t.Errorf("got %q, want %q", c.got, want)
		}
		if French(c.got) != c.got {
			t.Errorf("French changes %q", c.got)
		}
	}
}

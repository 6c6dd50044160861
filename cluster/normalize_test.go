package cluster

import "testing"

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"composed accents", "e\u0301lu", "élu"},
		{"apostrophes", "l’élu d‘ici l`an l´eau", "l'élu d'ici l'an l'eau"},
		{"hyphens", "porte\u2011parole", "porte-parole"},
		{"broken byte", "caf\xe9 noir", "caf\uFFFD noir"},
		{"soft hyphen", "numé\u00ADrique", "numérique"},
		{"zero width and byte order mark", "\uFEFFa\u200Bb", "ab"},
		{"direction marks", "a\u202Eb\u2069", "ab"},
		{"control characters", "a\x00b\x07c", "abc"},
		{"accent behind an invisible sign", "e\u200B\u0301", "é"},
		{"Windows and old Mac lines", "a\r\nb\rc", "a\nb\nc"},
		{"ligature of a PDF", "ﬁbre", "fibre"},
		{"œ and case are kept", "Œuvre SNCF", "Œuvre SNCF"},
		{"no-break spaces are kept", "10\u202F000\u00A0€", "10\u202F000\u00A0€"},
	} {
		if got := normalize(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestUnaccent(t *testing.T) {
	for in, want := range map[string]string{"réseau": "reseau", "œuvre": "oeuvre", "ça": "ca", "plain": "plain", "ñandú": "nandu"} {
		if got := unaccent(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

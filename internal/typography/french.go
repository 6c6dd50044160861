package typography

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// French returns the text as French typography sets it. Lines are set apart from
// one another: no rule looks beyond a line feed.
func French(s string) string { return FrenchRuns([]string{s})[0] }

// FrenchRuns does the same for a text cut in runs (a word in bold, a link): the
// rules are applied to the runs as if they were joined, so that they work across
// the cuts. It returns as many runs as it was given, and every character stays in
// its own. A run "\uFFFC" may stand for a note or a figure among the words.
func FrenchRuns(runs []string) []string {
	t := read(runs)
	t.marks()
	t.spaces()
	out := make([]strings.Builder, len(runs))
	for _, c := range t {
		out[c.run].WriteRune(c.r)
	}
	set := make([]string, len(runs))
	for i := range out {
		set[i] = out[i].String()
	}
	return set
}

// cell is one character, the run that it belongs to, and whether the rules must
// leave it alone.
type cell struct {
	r   rune
	run int
	raw bool
}

type cells []cell

var addresses = regexp.MustCompile("`[^`\n]*`" +
	`|(?i:\b[a-z][a-z0-9+.-]*://|\bwww\.|\bmailto:)[^\s\x{a0}\x{202f}<>«»"]+` +
	`|[\pL\pN._%+-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)

func read(runs []string) cells {
	joined := strings.Join(runs, "")
	t := make(cells, 0, len(joined))
	for i, run := range runs {
		for _, r := range run {
			t = append(t, cell{r: r, run: i})
		}
	}
	at, b := 0, 0
	for _, span := range addresses.FindAllStringIndex(joined, -1) {
		address := joined[span[0]:span[1]]
		if address[0] != '`' {
			address = strings.TrimRight(address, ".,;:!?…)]'’")
		}
		at, b = at+utf8.RuneCountInString(joined[b:span[0]]), span[0]
		for range address {
			t[at].raw = true
			at++
		}
		b += len(address)
	}
	return t
}

// at returns the character at i, or a line feed outside of the text.
func (t cells) at(i int) rune {
	if i < 0 || i >= len(t) {
		return '\n'
	}
	return t[i].r
}

func (t cells) raw(i int) bool { return i >= 0 && i < len(t) && t[i].raw }

// marks sets quotes, apostrophes and points of suspension.
func (t *cells) marks() {
	t.quotes()
	old := *t
	out := make(cells, 0, len(old))
	for i := 0; i < len(old); i++ {
		c := old[i]
		switch {
		case c.raw:
		case c.r == '\'' && unicode.IsLetter(old.at(i-1)) && elided(old.at(i+1)):
			c.r = '’'
		case c.r == '.' && old.dots(i) == 3 && old.at(i-1) != '.':
			c.r = '…'
			i += 2
		}
		out = append(out, c)
	}
	*t = out
}

func elided(next rune) bool {
	return unicode.IsLetter(next) || unicode.IsDigit(next) || next == '«' || next == '"'
}

// dots counts the full stops from i on, up to four.
func (t cells) dots(i int) int {
	n := 0
	for n < 4 && t.at(i+n) == '.' && !t.raw(i+n) {
		n++
	}
	return n
}

// quotes turns "…" into «…» line by line. A line whose straight quotes cannot be
// paired (inches, a forgotten one) keeps them all.
func (t cells) quotes() {
	var open []int
	flush := func() {
		if t.paired(open) {
			for n, i := range open {
				t[i].r = [2]rune{'«', '»'}[n%2]
			}
		}
		open = open[:0]
	}
	for i, c := range t {
		switch {
		case c.r == '\n':
			flush()
		case c.r == '"' && !c.raw:
			open = append(open, i)
		}
	}
	flush()
}

func (t cells) paired(at []int) bool {
	for n, i := range at {
		if n%2 == 0 && blank(t.at(i+1)) || n%2 == 1 && blank(t.at(i-1)) {
			return false
		}
	}
	return len(at)%2 == 0
}

func blank(r rune) bool { return r == '\n' || gap(r) }

func gap(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' }

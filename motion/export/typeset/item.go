package typeset

import (
	"slices"
	"strings"
	"unicode"
)

// The paragraph is a list of boxes, glue and penalties, as in the paper.
type kind byte

const (
	boxed kind = iota
	glue
	penalty
)

const (
	never  = 10000.0 // a penalty that forbids a break
	forced = -never
	fill   = 1e6 // stretch that no text can match, points
)

type item struct {
	kind                   kind
	width, stretch, shrink float64 // points
	glyphs                 []Glyph // of a box, of a glue
	run                    *Run

	penalty   float64
	hyphen    bool
	pre, post []Glyph // drawn only if the line is broken here
	preWidth  float64
	postWidth float64
	skip      int // items after the penalty that pre and post stand for
}

// items turns runs into what the paragraph is broken from. With anywhere set, any
// word may be cut between two characters, at a price.
func (s *Setter) items(runs []Run, hyphenate, anywhere bool) []item {
	var out []item
	for i := range runs {
		run := &runs[i]
		text := []rune(run.Text)
		for from := 0; from < len(text); {
			to := from + 1
			if class(text[from]) == word {
				for to < len(text) && class(text[to]) == word {
					to++
				}
			}
			out = s.appendPart(out, part{run, text[from:to], hyphenate, anywhere})
			from = to
		}
	}
	return append(out, item{kind: glue, stretch: fill, penalty: never}, item{kind: penalty, penalty: forced})
}

type classOf byte

const (
	word classOf = iota
	space
	newline
	nothing
)

// class says what a character is to the line breaker. Controls and marks of
// direction have no shape: no font of ours writes from right to left, so what is
// missing is shown in the order of the text.
func class(r rune) classOf {
	switch {
	case r == '\n' || r == '\u2028' || r == '\u2029':
		return newline
	case r == ' ' || r == '\u00a0' || r == '\t' || unicode.Is(unicode.Zs, r) && r != '\u202f':
		return space
	case unicode.IsControl(r) || r == '\u00ad' || r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\ufeff' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
		return nothing
	}
	return word
}

type part struct {
	run                 *Run
	text                []rune
	hyphenate, anywhere bool
}

func (s *Setter) appendPart(out []item, p part) []item {
	switch class(p.text[0]) {
	case newline:
		return append(out, item{kind: glue, stretch: fill, penalty: never, run: p.run}, item{kind: penalty, penalty: forced, run: p.run})
	case space:
		return append(out, s.gap(p))
	case nothing:
		return out
	}
	return s.appendWord(out, p)
}

// gap is a space: it may grow by a half and shrink by a little less than a
// quarter before the line counts as bad. One that binds hardly grows.
func (s *Setter) gap(p part) item {
	glyphs := slices.Clone(s.shape([]rune{' '}, p.run.Style))
	glyphs[0].Text = string(p.text[0])
	w := Width(glyphs, p.run.Style.Size)
	gap := item{kind: glue, width: w, stretch: w * .5, shrink: w * .23, glyphs: glyphs, run: p.run}
	if p.text[0] == '\u00a0' {
		gap.stretch = w * .15
		if !p.anywhere {
			gap.penalty = never
		}
	}
	return gap
}

// cut is a place where a word may be broken, before the character at.
type cut struct {
	at      int
	hyphen  bool
	penalty float64
}

func (s *Setter) appendWord(out []item, p part) []item {
	glyphs := s.shape(p.text, p.run.Style)
	start := 0
	for _, c := range s.cuts(p) {
		first, after := cluster(glyphs, c.at)
		if first < start || first == 0 && c.at == 0 {
			continue
		}
		inside := first < after
		out = appendBox(out, glyphs[start:first], p.run)
		brk := item{kind: penalty, penalty: c.penalty, hyphen: c.hyphen, run: p.run}
		if inside { // a ligature parts: of|fice
			end := len(p.text)
			if after < len(glyphs) {
				end = glyphs[after].at
			}
			brk.pre, brk.post, brk.skip = s.shape(p.text[glyphs[first].at:c.at], p.run.Style), s.shape(p.text[c.at:end], p.run.Style), 1
		}
		if c.hyphen {
			brk.pre = append(slices.Clone(brk.pre), s.hyphen(p.run.Style))
		}
		brk.preWidth, brk.postWidth = Width(brk.pre, p.run.Style.Size), Width(brk.post, p.run.Style.Size)
		out = append(out, brk)
		if inside {
			out = appendBox(out, glyphs[first:after], p.run)
		}
		start = after
	}
	return appendBox(out, glyphs[start:], p.run)
}

func appendBox(out []item, glyphs []Glyph, run *Run) []item {
	if len(glyphs) == 0 {
		return out
	}
	return append(out, item{kind: boxed, width: Width(glyphs, run.Style.Size), glyphs: glyphs, run: run})
}

// cluster returns the glyphs [first, after) that hold the character at in their
// middle; both are the same when a cluster begins with it.
func cluster(glyphs []Glyph, at int) (first, after int) {
	after, _ = slices.BinarySearchFunc(glyphs, at, func(g Glyph, at int) int { return g.at - at })
	if after < len(glyphs) && glyphs[after].at == at {
		return after, after
	}
	first = after
	for first > 0 && glyphs[first-1].at == glyphs[after-1].at {
		first--
	}
	return first, after
}

// hyphen stands for U+00AD in the text, so that the word is whole when copied.
func (s *Setter) hyphen(style *Style) Glyph {
	g := s.shape([]rune{'-'}, style)[0]
	g.Text = "\u00ad"
	return g
}

// cuts lists the places where the word may be broken, ascending.
func (s *Setter) cuts(p part) []cut {
	if p.anywhere {
		return everywhere(p.text)
	}
	if address(p.text) {
		return after(p.text, "/?&=._-@#", 30)
	}
	cuts := after(p.text, "-–—/", 50)
	if p.hyphenate && s.hyphens != nil {
		cuts = append(cuts, s.hyphenation(p.text)...)
	}
	slices.SortFunc(cuts, func(a, b cut) int { return a.at - b.at })
	return cuts
}

func everywhere(text []rune) []cut {
	cuts := make([]cut, 0, len(text))
	for i := 1; i < len(text); i++ {
		cuts = append(cuts, cut{at: i, penalty: 1000})
	}
	return cuts
}

func address(text []rune) bool {
	s := string(text)
	return strings.Contains(s, "://") || strings.HasPrefix(s, "www.") || strings.Contains(s, "@")
}

// after allows a break after any of the marks between two characters, unless what
// would stand alone is short (« a-t-il ») or a number follows (« 2026-2027 »).
func after(text []rune, marks string, price float64) []cut {
	var cuts []cut
	for i := 2; i+2 < len(text); i++ {
		if strings.ContainsRune(marks, text[i]) && !unicode.IsDigit(text[i+1]) && text[i+1] != text[i] && (len(text)-i > 4 || price < 50) {
			cuts = append(cuts, cut{at: i + 1, penalty: price})
		}
	}
	return cuts
}

// hyphenation cuts long words. Names, and inclusive forms before their point
// (habitant·es), are cut only to avoid a line that is far too loose.
func (s *Setter) hyphenation(text []rune) []cut {
	var cuts []cut
	for from := 0; from < len(text); {
		to := from
		for to < len(text) && unicode.IsLetter(text[to]) {
			to++
		}
		price := 50.0
		if unicode.IsUpper(text[from]) || to < len(text) && text[to] == '·' {
			price = 400
		}
		if to-from >= 6 && (from == 0 || text[from-1] != '·') {
			for _, at := range s.hyphens.Points(text[from:to]) {
				cuts = append(cuts, cut{at: from + at, hyphen: true, penalty: price})
			}
		}
		from = max(to, from+1)
	}
	return cuts
}

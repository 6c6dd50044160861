package typeset

import "slices"

// Paragraph is text to be broken into lines.
type Paragraph struct {
	Runs    []Run
	Measure float64 // points
	Justify bool    // both edges straight, words hyphenated; else the right edge is ragged
}

// Line is a line that was set. Its pieces follow one another from its left edge.
type Line struct {
	Pieces []Piece
	Width  float64 // points, without a space at the end
	Ratio  float64 // how much its glue was stretched, for tests and reports
}

// Piece is the part of a run that stands on a line.
type Piece struct {
	X, Width float64 // points, from the left of the line
	Glyphs   []Glyph
	Run      *Run
}

// attempts are made in turn until one succeeds: first without hyphens, then with
// them and ever looser, at last between any two characters, where a line without
// spaces may be short by as many hundredths of the measure.
var attempts = []struct {
	tolerance           float64
	hyphenate, anywhere bool
}{{1, false, false}, {2, true, false}, {4, true, false}, {8, true, false}, {never, true, false}, {12, true, true}, {never, true, true}}

// Lines breaks the paragraph. A text without characters has no lines.
func (s *Setter) Lines(p Paragraph) []Line {
	b := breaker{items: s.items(p.Runs, p.Justify, false), measure: p.Measure}
	if !slices.ContainsFunc(b.items, func(it item) bool { return it.kind == boxed }) {
		return nil
	}
	if !p.Justify {
		b.ragged = p.Measure / 4
	}
	b.sum()
	for i, a := range attempts {
		b.tolerance, b.hyphenate, b.last = a.tolerance, a.hyphenate, i == len(attempts)-1
		if a.anywhere && !attempts[i-1].anywhere {
			b.items = s.items(p.Runs, p.Justify, true)
			b.sum()
		}
		if ends := b.breaks(); ends != nil {
			return s.set(&b, ends)
		}
	}
	return nil
}

func (s *Setter) set(b *breaker, ends []*node) []Line {
	lines := make([]Line, 0, len(ends))
	start, post := 0, item{}
	for _, end := range ends {
		lines = append(lines, s.line(b, lineSpan{start, end.at, post, end.ratio}))
		start, post = end.start, b.items[end.at]
	}
	return lines
}

type lineSpan struct {
	start, end int
	before     item // the penalty that ended the line before
	ratio      float64
}

func (s *Setter) line(b *breaker, span lineSpan) Line {
	ln := Line{Ratio: span.ratio}
	ln.add(span.before.post, span.before.run)
	last := span.end
	for last > span.start && b.items[last-1].kind == glue {
		last--
	}
	give := b.giving(span, last)
	for i := span.start; i < last; i++ {
		it := b.items[i]
		if it.kind == penalty || len(it.glyphs) == 0 {
			continue
		}
		ln.add(give.to(it), it.run)
	}
	ln.add(b.items[span.end].pre, b.items[span.end].run)
	ln.Width = ln.end()
	if end := b.items[last]; end.kind == glue && len(end.glyphs) > 0 && len(ln.Pieces) > 0 {
		ln.add(end.glyphs, ln.Pieces[len(ln.Pieces)-1].Run) // not seen, but words stay apart when read out
	}
	return ln
}

// giving says how much each part of a line gives for the line to fill its measure.
type giving struct {
	ratio   float64 // of the stretch or of the shrink of a space
	letters float64 // added after each glyph, in parts of the size
}

// looseLetters is the most that letters are spaced, in parts of the size: too
// little to be seen, enough to spare a line of few words most of its gaps.
const looseLetters = .02

func (b *breaker) giving(span lineSpan, last int) giving {
	stretch := b.stretch[span.end] - b.stretch[span.start]
	if b.ragged > 0 || span.ratio > 0 && stretch == 0 {
		return giving{}
	}
	if span.ratio <= 1 || stretch >= fill {
		return giving{ratio: max(span.ratio, -1)}
	}
	sizes := 0.0
	for _, it := range b.items[span.start:last] {
		if it.kind == boxed {
			sizes += float64(len(it.glyphs)) * it.run.Style.Size
		}
	}
	missing := span.ratio * stretch
	letters := min(looseLetters, missing*.4/max(sizes, 1))
	return giving{ratio: (missing - letters*sizes) / stretch, letters: letters}
}

// to returns the glyphs of the item with what it gives.
func (g giving) to(it item) []Glyph {
	if g == (giving{}) || it.kind == boxed && g.letters == 0 {
		return it.glyphs
	}
	glyphs := slices.Clone(it.glyphs)
	switch {
	case it.kind == boxed:
		for i := range glyphs {
			glyphs[i].Extra = g.letters * it.run.Style.Size
		}
	case g.ratio < 0:
		glyphs[0].Extra = g.ratio * it.shrink
	default:
		glyphs[0].Extra = g.ratio * it.stretch
	}
	return glyphs
}

func (ln *Line) end() float64 {
	if len(ln.Pieces) == 0 {
		return 0
	}
	last := ln.Pieces[len(ln.Pieces)-1]
	return last.X + last.Width
}

func (ln *Line) add(glyphs []Glyph, run *Run) {
	if len(glyphs) == 0 {
		return
	}
	width := Width(glyphs, run.Style.Size)
	if n := len(ln.Pieces); n > 0 && ln.Pieces[n-1].Run == run {
		piece := &ln.Pieces[n-1]
		piece.Glyphs = append(piece.Glyphs, glyphs...)
		piece.Width += width
		return
	}
	ln.Pieces = append(ln.Pieces, Piece{X: ln.end(), Width: width, Glyphs: slices.Clone(glyphs), Run: run})
}

// Text is what the line says.
func (ln Line) Text() string {
	var b []byte
	for _, p := range ln.Pieces {
		for _, g := range p.Glyphs {
			b = append(b, g.Text...)
		}
	}
	return string(b)
}

package export

import (
	"fmt"

	"unanime/motion/export/typeset"
)

// column is where blocks are set: their look, their place from the left of the
// text, the element that they belong to.
type column struct {
	look     look
	x, width float64
	element  *typeset.Element
	ragged   bool
	gap      float64 // above a paragraph
}

func (c column) under(e *typeset.Element) column { c.element = e; return c }

// narrowest is the least measure that lists in lists may come down to.
const narrowest = 96.0

func (c column) indented(by float64) column {
	by = max(min(by, c.width-narrowest), 0)
	c.x, c.width = c.x+by, c.width-by
	return c
}

// runs gives the runs of a block the looks and the elements of their marks.
func (p *press) runs(runs []run, l look, e *typeset.Element) []typeset.Run {
	var out []typeset.Run
	var link *typeset.Element
	for i, r := range runs {
		t := typeset.Run{Text: r.text, Style: l.style(r), Element: e, Link: r.link}
		switch {
		case r.note > 0:
			t.Element = e.Inline("Reference").Inline("Link")
			t.Link, t.Title = fmt.Sprintf("#note-%d", r.note), fmt.Sprintf("Note %d", r.note)
		case r.link != "":
			if i == 0 || runs[i-1].link != r.link || runs[i-1].note > 0 {
				link = e.Inline("Link")
			}
			t.Element, t.Title = link, "Lien : "+plain([]run{r})
		case r.added:
			t.Element = e.Inline("Ins")
		case r.withdrawn:
			t.Element = e.Inline("Del")
		case r.strong:
			t.Element = e.Inline("Strong")
		case r.em:
			t.Element = e.Inline("Em")
		}
		out = append(out, t)
	}
	return out
}

// lines sets runs as strips, one for each line. The first line holds the next, and
// the last but one holds the last: no line of a paragraph is left alone.
func (p *press) lines(runs []typeset.Run, c column) []typeset.Strip {
	lines := p.setter.Lines(typeset.Paragraph{Runs: runs, Measure: c.width, Justify: !c.ragged})
	strips := make([]typeset.Strip, len(lines))
	for i := range lines {
		strips[i] = typeset.Strip{
			Height: c.look.leading,
			Boxes:  []typeset.Box{{X: c.x, Y: baseline(c.look), Line: &lines[i]}},
			Keep:   len(lines) > 1 && (i == 0 || i == len(lines)-2),
		}
	}
	if len(strips) > 0 {
		strips[0].Before = c.gap
	}
	return strips
}

// baseline is where the letters stand in a strip of one line.
func baseline(l look) float64 { return l.leading*.5 + l.size*.26 }

// text sets a block of plain runs in an element of its own.
func (p *press) text(runs []run, kind string, c column) []typeset.Strip {
	e := c.element.Child(kind)
	return p.lines(p.runs(runs, c.look, e), c)
}

// margin puts words in the margin, at the height of the strip's first line.
func (p *press) margin(strip *typeset.Strip, words string, l look, e *typeset.Element) {
	p.hang(strip, []typeset.Run{{Text: words + " ", Style: l.style(run{}), Element: e}}, numberRight, l)
}

// hang puts runs to the left of the point right, on the baseline of the strip.
func (p *press) hang(strip *typeset.Strip, runs []typeset.Run, right float64, l look) {
	lines := p.setter.Lines(typeset.Paragraph{Runs: runs, Measure: textLeft - edge})
	if len(lines) == 0 {
		return
	}
	y := baseline(l)
	if len(strip.Boxes) > 0 {
		y = strip.Boxes[0].Y
	}
	label := typeset.Box{X: max(right-lines[0].Width, edge-textLeft), Y: y, Line: &lines[0]}
	strip.Boxes = append([]typeset.Box{label}, strip.Boxes...)
}

// standing gives a block without words the room of a line, for what stands in its
// margin.
func standing(strips []typeset.Strip, c column) []typeset.Strip {
	if len(strips) > 0 {
		return strips
	}
	return []typeset.Strip{{Height: c.look.leading, Before: c.gap}}
}

// keep holds all the strips together, and with what follows.
func keep(strips []typeset.Strip) []typeset.Strip {
	for i := range strips {
		strips[i].Keep = true
	}
	return strips
}

// barred draws a bar beside the strips.
func barred(strips []typeset.Strip, bar *typeset.Bar) []typeset.Strip {
	for i := range strips {
		strips[i].Bars = append(strips[i].Bars, bar)
	}
	return strips
}

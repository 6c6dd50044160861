package export

import (
	"math"
	"strconv"
	"strings"

	"unanime/internal/typography"
	"unanime/motion/export/typeset"
)

// cover is the title page: the arc of nine dots, the congress, the title, the
// double rule, and what the motion rests on.
func (p *press) cover() []typeset.Strip {
	c := column{x: edge - textLeft, width: pageWidth - 2*edge, element: p.root, ragged: true}
	strips := []typeset.Strip{{Height: 30, Boxes: arc(c.x)}, {Height: 110}}
	add := func(words []run, l look, gap float64) {
		c.look, c.gap = l, gap
		strips = append(strips, p.text(words, "P", c)...)
	}
	add(capitals(raised(run{text: p.m.overline()})), p.looks.overline.at(11, 16).in(brass), 0)
	title := p.m.title
	if p.m.untitled() {
		title = []run{{text: p.m.name()}}
	}
	c.look, c.gap = titleLook(p.looks.title, len([]rune(plain(title)))), 8
	lines := standing(p.text(title, "H1", c), c)
	lines[0].Anchors = []string{"titre"}
	p.mark(p.m.name(), "titre", 1)
	strips = append(strips, lines...)
	strips = append(strips, doubleRule(c))
	add(raised(run{text: p.m.status()}), p.looks.label.at(13, 20).in(ink), 14)
	add(raised(run{text: p.m.when()}), p.looks.source.at(12, 19).in(secondary), 0)
	if row := p.figures(c); len(row.Boxes) > 0 {
		strips = append(strips, row)
	}
	return strips
}

// capitals leaves the letters of ordinals as they are.
func capitals(runs []run) []run {
	for i := range runs {
		if !runs[i].raised {
			runs[i].text = strings.ToUpper(runs[i].text)
		}
	}
	return runs
}

// titleLook makes room for a long title.
func titleLook(l look, characters int) look {
	switch {
	case characters > 240:
		return l.at(15, 20)
	case characters > 120:
		return l.at(22, 28)
	case characters > 70:
		return l.at(27, 34)
	}
	return l
}

// arc is the emblem: nine dots on a half circle, the one at the top in brass.
func arc(x float64) []typeset.Box {
	const radius, dot = 20.0, 5.2
	var boxes []typeset.Box
	for i := range 9 {
		angle := math.Pi * (1 - float64(i)/8)
		color := ink
		if i == 4 {
			color = brass
		}
		boxes = append(boxes, typeset.Box{
			X: x + radius + radius*math.Cos(angle), Y: radius - radius*math.Sin(angle),
			Rect: &typeset.Rect{Width: dot, Height: dot, Color: color, Disc: true}, Decor: typeset.Layout,
		})
	}
	return boxes
}

// doubleRule closes the head of a register page.
func doubleRule(c column) typeset.Strip {
	rule := func(y, thick float64) typeset.Box {
		return typeset.Box{X: c.x, Y: y, Rect: &typeset.Rect{Width: c.width, Height: thick, Color: ink}, Decor: typeset.Layout}
	}
	return typeset.Strip{Height: 5, Before: 20, Boxes: []typeset.Box{rule(0, 1.6), rule(3.6, .6)}}
}

// figures sets the numbers side by side, each over its name.
func (p *press) figures(c column) typeset.Strip {
	all := p.m.figureList()
	strip := typeset.Strip{Height: 60, Before: 64}
	c.width /= 4
	for _, f := range all {
		e := c.element.Child("P")
		c.look = p.looks.figure
		number := p.lines([]typeset.Run{{Text: typography.Number(f.n) + " ", Style: c.look.style(run{}), Element: e}}, c)
		c.look = p.looks.source.at(11, 15).in(secondary)
		name := p.lines([]typeset.Run{{Text: f.name, Style: c.look.style(run{}), Element: e}}, c)
		name[0].Boxes[0].Y += p.looks.figure.leading
		strip.Boxes = append(strip.Boxes, number[0].Boxes[0], name[0].Boxes[0])
		c.x += c.width
	}
	return strip
}

// contents lists the parts and the propositions with their pages. Without pages
// it takes as much room.
func (p *press) contents(list []block, where map[string]int, e *typeset.Element) []typeset.Strip {
	c := column{look: p.looks.heading, width: textWidth, element: e, ragged: true}
	out := keep(p.text([]run{{text: "Sommaire"}}, "H2", c))
	out[0].Anchors = []string{"sommaire"}
	out = append(out, typeset.Strip{Height: 6, Keep: true})
	toc := e.Child("TOC")
	for _, b := range list {
		out = append(out, p.entry(b, where[b.anchor], column{width: textWidth - 40, element: toc.Child("TOCI"), ragged: true})...)
	}
	return out
}

func (p *press) entry(b block, page int, c column) []typeset.Strip {
	c.look, c.gap = p.looks.entry, 2.4
	number := p.looks.cellHead.at(9.4, c.look.leading)
	if b.role == heading && b.level == 2 {
		c.look, c.gap = p.looks.entry1, 11
		number = p.looks.label.at(9.4, c.look.leading)
	}
	link := c.element.Child("Reference").Child("Link")
	to := func(words string, l look) []typeset.Run {
		return []typeset.Run{{Text: words, Style: l.style(run{}), Element: link, Link: "#" + b.anchor, Title: "Aller à : " + plain(b.text)}}
	}
	strips := keep(standing(p.lines(to(plain(b.text)+" ", c.look), c), c))
	last := &strips[len(strips)-1]
	last.Keep = b.role == heading
	if page > 0 {
		p.pageNumber(last, to(strconv.Itoa(page), c.look.with("tnum lnum")), c)
	}
	if b.label != "" {
		p.hang(&strips[0], to(b.label+" ", number.in(thread(b.ink))), numberRight, c.look)
	}
	return strips
}

// pageNumber puts the number at the right edge, after a line of dots.
func (p *press) pageNumber(strip *typeset.Strip, runs []typeset.Run, c column) {
	number := p.setter.Lines(typeset.Paragraph{Runs: runs, Measure: 40})[0]
	right := textWidth - number.Width
	y, from := baseline(c.look), 0.0
	if len(strip.Boxes) > 0 {
		from = strip.Boxes[0].X + strip.Boxes[0].Line.Width
	}
	const step = 5.0
	left := math.Ceil((from+5)/step) * step
	if n := int((textWidth - 22 - left) / step); n > 1 {
		style := p.looks.source.in(tertiary).style(run{})
		dot := p.setter.Lines(typeset.Paragraph{Runs: []typeset.Run{{Text: ".", Style: style}}, Measure: 40})[0]
		style.Tracking = (step - dot.Width) * 1000 / style.Size
		dots := p.setter.Lines(typeset.Paragraph{Runs: []typeset.Run{{Text: strings.Repeat(".", n), Style: style}}, Measure: textWidth})[0]
		strip.Boxes = append(strip.Boxes, typeset.Box{X: left, Y: y, Line: &dots, Decor: typeset.Layout})
	}
	strip.Boxes = append(strip.Boxes, typeset.Box{X: right, Y: y, Line: &number})
}

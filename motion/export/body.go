package export

import (
	"strings"

	"unanime/motion/export/typeset"
)

// body sets everything after the contents.
func (p *press) body() []typeset.Strip {
	c := column{look: p.looks.body, width: textWidth, element: p.root, gap: 7}
	strips := p.blocks(p.m.blocks, c)
	strips = append(strips, p.notes(c)...)
	if len(strips) == 0 {
		strips = []typeset.Strip{{}}
	}
	return strips
}

func (p *press) blocks(blocks []block, c column) []typeset.Strip {
	var out []typeset.Strip
	for i, b := range blocks {
		strips := p.block(b, c)
		if n := len(strips); n > 0 && b.role == paragraph && i+1 < len(blocks) && strings.HasSuffix(strings.TrimRight(plain(b.text), " "), ":") {
			strips[n-1].Keep = true
		}
		out = append(out, strips...)
	}
	return out
}

func (p *press) block(b block, c column) []typeset.Strip {
	switch b.role {
	case heading:
		return p.heading(b, c)
	case proposition:
		return p.proposition(b, c)
	case visa, considerant:
		return p.recital(b, c)
	case bullets, numbers:
		return p.list(b, c)
	case quotation:
		return p.quotation(b, c)
	case table:
		return p.table(b, c)
	case figure:
		c.look, c.ragged = p.looks.small, true
		return p.text(b.text, "P", c)
	case sources:
		c.look, c.ragged, c.gap = p.looks.source, true, 3
		return p.text(b.text, "P", c)
	}
	return p.text(b.text, "P", c)
}

func (p *press) heading(b block, c column) []typeset.Strip {
	e := c.element.Child("H" + string(rune('0'+b.level)))
	c.ragged = true
	var strips []typeset.Strip
	switch {
	case b.level > 2:
		c.look = p.looks.part
		strips = p.lines(p.runs(b.text, c.look, e), c)
	case b.label != "":
		c.look = p.looks.overline.in(thread(b.ink))
		strips = p.lines([]typeset.Run{{Text: strings.ToUpper(b.label) + " ", Style: c.look.style(run{}), Element: e}}, c)
		c.look, c.gap = p.looks.section, 1
		strips = append(strips, p.lines(p.runs(b.text, c.look, e), c)...)
	default:
		c.look = p.looks.heading
		strips = p.lines(p.runs(b.text, c.look, e), c)
	}
	strips = standing(strips, c)
	if b.level > 2 {
		p.margin(&strips[0], b.label, p.looks.label.in(thread(b.ink)), e)
	}
	strips[0].Before = 38
	if b.level > 2 {
		strips[0].Before = 24
	}
	strips[0].Anchors = []string{b.anchor}
	p.mark(strings.TrimSpace(labelled(b)), b.anchor, b.level-1)
	return append(keep(strips), typeset.Strip{Height: 3, Keep: true})
}

// labelled is the title with its number: « Enjeu 1 — … », « 12. … ».
func labelled(b block) string {
	switch {
	case b.label == "":
		return plain(b.text)
	case b.role == proposition || b.level > 2:
		return b.label + ". " + plain(b.text)
	}
	return b.label + " — " + plain(b.text)
}

// proposition hangs its number in the margin and runs the thread of its theme
// along all of it.
func (p *press) proposition(b block, c column) []typeset.Strip {
	e := c.element.Child("Sect")
	title := e.Child("H" + string(rune('0'+b.level)))
	head := c.under(e)
	head.look, head.ragged = p.looks.proposal, true
	strips := p.lines(p.runs(b.text, head.look, title), head)
	strips = standing(strips, head)
	p.margin(&strips[0], b.label, p.looks.number.in(thread(b.ink)), title)
	strips[0].Anchors = []string{b.anchor}
	p.mark(labelled(b), b.anchor, b.level-1)
	if len(b.blocks) > 0 {
		strips = keep(strips)
	}
	inner := c.under(e)
	inner.gap = 4
	strips = append(strips, p.blocks(b.blocks, inner)...)
	if n := len(strips); n > 1 && len(b.blocks) > 0 && b.blocks[len(b.blocks)-1].role == sources {
		strips[n-2].Keep = true
	}
	strips = barred(strips, &typeset.Bar{X: barLeft, Width: barWidth, Color: thread(b.ink)})
	strips[0].Before = 17
	return strips
}

// recital hangs its first word, Vu or Considérant, in the margin.
func (p *press) recital(b block, c column) []typeset.Strip {
	e := c.element.Child("P")
	word, runs := hung(b)
	strips := p.lines(p.runs(runs, c.look, e), c)
	if word != "" {
		strips = standing(strips, c)
		p.margin(&strips[0], word, p.looks.label, e)
	}
	return strips
}

func (p *press) list(b block, c column) []typeset.Strip {
	e := c.element.Child("L")
	numbering := "/Disc"
	hang := 15.0
	if b.role == numbers {
		numbering = "/Decimal"
		hang = 12 + 5.5*float64(len(b.blocks[len(b.blocks)-1].label))
	}
	e.Set("List", "ListNumbering", numbering)
	var out []typeset.Strip
	for i, item := range b.blocks {
		li := e.Child("LI")
		label := li.Child("Lbl")
		inner := c.under(li.Child("LBody")).indented(hang)
		inner.gap = 3
		strips := standing(p.blocks(item.blocks, inner), c)
		p.hang(&strips[0], []typeset.Run{{Text: item.label + " ", Style: c.look.style(run{}), Element: label}}, inner.x-5, c.look)
		strips[0].Before = 3
		if i == 0 {
			strips[0].Before = c.gap * .7
		}
		out = append(out, strips...)
	}
	return out
}

func (p *press) quotation(b block, c column) []typeset.Strip {
	inner := c.under(c.element.Child("BlockQuote")).indented(16)
	inner.look = p.looks.quote
	strips := barred(p.blocks(b.blocks, inner), &typeset.Bar{X: inner.x - 11, Width: 1.4, Color: hairline})
	if len(strips) > 0 {
		strips[0].Before = c.gap + 3
	}
	return strips
}

// notes stand together at the end of the document.
func (p *press) notes(c column) []typeset.Strip {
	if len(p.m.notes) == 0 {
		return nil
	}
	out := p.heading(block{role: heading, level: 2, anchor: "notes", text: []run{{text: "Notes"}}}, c)
	c.look, c.gap = p.looks.small, 4
	for _, n := range p.m.notes {
		e := c.element.Child("Note")
		e.ID = n.anchor
		strips := standing(p.lines(p.runs(n.text, c.look, e.Child("P")), c), c)
		p.margin(&strips[0], n.label, p.looks.cellHead, e.Children[0])
		strips[0].Anchors = []string{n.anchor}
		out = append(out, strips...)
	}
	return out
}

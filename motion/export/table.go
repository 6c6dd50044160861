package export

import (
	"fmt"
	"strings"

	"unanime/motion/export/typeset"
)

const padX, padY = 5.0, 3.6 // inside a cell

// tallRow is from which height a row may be cut by the end of a page.
const tallRow = textHeight * .4

// placed is a cell in the grid of its table.
type placed struct {
	block
	column, span int
}

// table sets a plain grid. A cell over several rows stands in the first of them.
func (p *press) table(b block, c column) []typeset.Strip {
	e := c.element.Child("Table")
	var out []typeset.Strip
	if len(b.text) > 0 {
		caption := c.under(e)
		caption.look, caption.ragged = p.looks.label.in(ink), true
		out = append(keep(p.text(b.text, "Caption", caption)), typeset.Strip{Height: 3, Keep: true})
	}
	grid, columns := gridOf(b)
	widths := p.widths(grid, columns, c.width)
	var head *typeset.Strip
	for i, cells := range grid {
		strips := p.row(cells, rowFrame{c.under(e.Child("TR")), widths, i == 0})
		if head != nil {
			for k := range strips {
				strips[k].Head, strips[k].HeadRoom = head.Boxes, head.Height
			}
		}
		if i == 0 && len(strips) == 1 && allHeaders(cells) && len(grid) > 1 {
			head = &strips[0]
			strips[0].Keep = true
		}
		out = append(out, strips...)
	}
	if len(out) > 0 {
		out[0].Before = c.gap + 4
	}
	return append(out, typeset.Strip{Height: 4})
}

func allHeaders(cells []placed) bool {
	for _, c := range cells {
		if c.role != headerCell {
			return false
		}
	}
	return true
}

// mostColumns is how many columns a page can show; what is beyond goes to the last.
const mostColumns = 16

// gridOf finds the column of every cell, past those that reach down from above.
func gridOf(b block) (grid [][]placed, columns int) {
	var busy [mostColumns]int // rows that are still taken below
	for _, r := range b.blocks {
		var line []placed
		at := 0
		var taken [mostColumns]int
		for _, cl := range r.blocks {
			for at < mostColumns-1 && busy[at] > 0 {
				at++
			}
			span := min(cl.spans[0], mostColumns-at)
			line = append(line, placed{cl, at, span})
			for k := at; k < at+span; k++ {
				taken[k] = min(cl.spans[1], 1000)
			}
			columns = max(columns, at+span)
			at = min(at+span, mostColumns-1)
		}
		for k := range busy {
			busy[k] = max(busy[k]-1, taken[k]-1, 0)
		}
		grid = append(grid, line)
	}
	return grid, max(columns, 1)
}

// widths shares the measure among the columns: each gets its longest word if
// possible, then what its text asks for.
func (p *press) widths(grid [][]placed, columns int, measure float64) []float64 {
	least, most := make([]float64, columns), make([]float64, columns)
	for _, line := range grid {
		for _, c := range line {
			if c.span > 1 {
				continue
			}
			word, text := p.extent(c.blocks)
			least[c.column], most[c.column] = max(least[c.column], word+2*padX), max(most[c.column], text+2*padX)
		}
	}
	sumLeast, sumMost := 0.0, 0.0
	for i := range least {
		least[i] = max(least[i], 24)
		most[i] = min(max(most[i], least[i]), 3*measure)
		sumLeast, sumMost = sumLeast+least[i], sumMost+most[i]
	}
	out := make([]float64, columns)
	for i := range out {
		switch {
		case sumMost <= measure:
			out[i] = most[i] * measure / sumMost
		case sumLeast < measure:
			out[i] = least[i] + (measure-sumLeast)*(most[i]-least[i])/max(sumMost-sumLeast, 1)
		default:
			out[i] = measure / float64(columns)
		}
	}
	return out
}

// extent is the width of the longest word and of the longest paragraph.
func (p *press) extent(blocks []block) (word, text float64) {
	style := p.looks.cellHead.style(run{})
	for _, b := range blocks {
		for _, w := range strings.Split(plain(b.text), " ") {
			line := p.setter.Lines(typeset.Paragraph{Runs: []typeset.Run{{Text: w, Style: style}}, Measure: 4 * textWidth})
			if len(line) > 0 {
				word, text = max(word, line[0].Width+.5), text+line[0].Width*1.04+3
			}
		}
		w, t := p.extent(b.blocks)
		word, text = max(word, w), max(text, t)
	}
	return word, text
}

// rowFrame is where a row stands.
type rowFrame struct {
	column
	widths []float64
	first  bool
}

// row sets the cells side by side: as one strip, or cut line by line when it is
// very tall.
func (p *press) row(cells []placed, f rowFrame) []typeset.Strip {
	var columns [][]typeset.Strip
	height := 0.0
	for _, cl := range cells {
		strips := p.cell(cl, f)
		columns = append(columns, strips)
		total := 2 * padY
		for i, s := range strips {
			total += s.Height
			if i > 0 {
				total += s.Before
			}
		}
		height = max(height, total)
	}
	rows := sideBySide(columns, height > tallRow)
	if len(rows) == 0 {
		rows = []typeset.Strip{{Height: 2 * padY}}
	}
	last := &rows[len(rows)-1]
	rule := &typeset.Rect{Width: f.width, Height: .5, Color: hairline}
	if f.first && allHeaders(cells) {
		rule.Height, rule.Color = 1, ink
	}
	last.Boxes = append(last.Boxes, typeset.Box{X: f.x, Y: last.Height - rule.Height, Rect: rule, Decor: typeset.Layout})
	return rows
}

func (p *press) cell(cl placed, f rowFrame) []typeset.Strip {
	c := column{x: f.x, ragged: true, gap: 2, look: p.looks.cell}
	kind := "TD"
	if cl.role == headerCell {
		kind, c.look = "TH", p.looks.cellHead
	}
	c.element = f.element.Child(kind)
	for i, w := range f.widths {
		if i < cl.column {
			c.x += w
		} else if i < cl.column+cl.span {
			c.width += w
		}
	}
	c.x, c.width = c.x+padX, c.width-2*padX
	tableAttributes(c.element, cl, f.first)
	return p.blocks(cl.blocks, c)
}

func tableAttributes(e *typeset.Element, cl placed, first bool) {
	if cl.role == headerCell {
		scope := "/Row"
		if first {
			scope = "/Column"
		}
		e.Set("Table", "Scope", scope)
	}
	if cl.span > 1 {
		e.Set("Table", "ColSpan", fmt.Sprint(cl.span))
	}
	if cl.spans[1] > 1 {
		e.Set("Table", "RowSpan", fmt.Sprint(cl.spans[1]))
	}
}

// sideBySide joins the strips of the columns into one, or into as many as the
// longest column has when they may be parted.
func sideBySide(columns [][]typeset.Strip, parted bool) []typeset.Strip {
	var out []typeset.Strip
	for k := 0; ; k++ {
		level := typeset.Strip{}
		found := false
		for _, column := range columns {
			if k >= len(column) {
				continue
			}
			found = true
			level.Height = max(level.Height, column[k].Height+column[k].Before)
			for _, b := range column[k].Boxes {
				b.Y += column[k].Before
				level.Boxes = append(level.Boxes, b)
			}
		}
		if !found {
			break
		}
		out = append(out, level)
	}
	if parted || len(out) == 0 {
		return padded(out)
	}
	return padded([]typeset.Strip{whole(columns)})
}

// whole stacks each column by itself, so that cells of short and long lines do
// not hold one another apart.
func whole(columns [][]typeset.Strip) typeset.Strip {
	var all typeset.Strip
	for _, column := range columns {
		y := 0.0
		for i, s := range column {
			if i > 0 {
				y += s.Before
			}
			for _, b := range s.Boxes {
				b.Y += y
				all.Boxes = append(all.Boxes, b)
			}
			y += s.Height
		}
		all.Height = max(all.Height, y)
	}
	return all
}

func padded(strips []typeset.Strip) []typeset.Strip {
	if len(strips) == 0 {
		return nil
	}
	for i := range strips[0].Boxes {
		strips[0].Boxes[i].Y += padY
	}
	strips[0].Height += padY
	strips[len(strips)-1].Height += padY
	return strips
}

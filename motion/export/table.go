package export

import (
	"fmt"

	"unanime/motion/export/typeset"
)

const (
	padX, padY  = 5.0, 3.6 // inside a cell
	leastColumn = 32.0
)

// tallRow is from which height a row may be cut by the end of a page.
const tallRow = textHeight * .4

// table sets a plain grid. A cell over several rows stands in the first of them.
func (p *press) table(b block, c column) []typeset.Strip {
	grid, columns := gridOf(b)
	if float64(columns)*leastColumn > c.width {
		return p.unfolded(b, c)
	}
	e := c.element.Child("Table")
	out := p.caption(b, "Caption", c.under(e))
	frame := rowFrame{column: c, widths: p.widths(grid, columns, c.width), figures: figures(grid, columns)}
	var head *typeset.Strip
	var rows []typeset.Strip
	for i, cells := range grid {
		line := e.Child("TR")
		frame.column, frame.first = c.under(line), i == 0
		strips := p.row(cells, frame)
		for range missing(grid, i, columns) {
			line.Child("TD")
		}
		if head != nil {
			for k := range strips {
				strips[k].Head, strips[k].HeadRoom = head.Boxes, head.Height
			}
		}
		if i == 0 && len(strips) == 1 && allHeaders(cells) && len(grid) > 1 {
			head = &strips[0]
			strips[0].Keep = true
		}
		rows = append(rows, strips...)
	}
	out = append(out, together(rows)...)
	if len(out) > 0 {
		out[0].Before = c.gap + 4
	}
	return append(out, typeset.Strip{Height: 4})
}

// together keeps a short table on one page, and no row of a longer one alone.
func together(rows []typeset.Strip) []typeset.Strip {
	height := 0.0
	for _, r := range rows {
		height += r.Height
	}
	for i := range rows {
		last := len(rows) - 1
		rows[i].Keep = rows[i].Keep || i < last && (height < tallRow || i < 2 || i == last-1)
	}
	return rows
}

func (p *press) caption(b block, kind string, c column) []typeset.Strip {
	if len(b.text) == 0 {
		return nil
	}
	c.look, c.ragged = p.looks.label.in(ink), true
	return append(keep(p.text(b.text, kind, c)), typeset.Strip{Height: 3, Keep: true})
}

// unfolded sets the cells of a table that is too wide one under the other, as
// paragraphs.
func (p *press) unfolded(b block, c column) []typeset.Strip {
	c = c.under(c.element.Child("Div"))
	out := p.caption(b, "P", c)
	c.look, c.ragged, c.gap = p.looks.cell, true, 2
	for _, r := range b.blocks {
		for _, cl := range r.blocks {
			out = append(out, p.blocks(cl.blocks, c)...)
		}
		out = append(out, typeset.Strip{Height: 6})
	}
	return out
}

func allHeaders(cells []placed) bool {
	for _, c := range cells {
		if c.role != headerCell {
			return false
		}
	}
	return true
}

// rowFrame is where a row stands.
type rowFrame struct {
	column
	widths  []float64
	figures []bool // columns of numbers
	first   bool
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
		} else if i < cl.column+cl.width {
			c.width += w
		}
	}
	c.x, c.width = c.x+padX, c.width-2*padX
	tableAttributes(c.element, cl, f.first)
	strips := p.blocks(cl.blocks, c)
	if f.figures[cl.column] && cl.width == 1 {
		toTheRight(strips, c.x+c.width)
	}
	return strips
}

func toTheRight(strips []typeset.Strip, edge float64) {
	for _, s := range strips {
		for i := range s.Boxes {
			if line := s.Boxes[i].Line; line != nil {
				s.Boxes[i].X = edge - line.Width
			}
		}
	}
}

func tableAttributes(e *typeset.Element, cl placed, first bool) {
	if cl.role == headerCell {
		scope := "/Row"
		if first {
			scope = "/Column"
		}
		e.Set("Table", "Scope", scope)
	}
	if cl.width > 1 {
		e.Set("Table", "ColSpan", fmt.Sprint(cl.width))
	}
	if cl.height > 1 {
		e.Set("Table", "RowSpan", fmt.Sprint(cl.height))
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

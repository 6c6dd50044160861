package export

import (
	"strings"
	"unicode"

	"unanime/motion/export/typeset"
)

// placed is a cell in the grid of its table.
type placed struct {
	block
	column, width, height int // in columns and rows
}

// mostColumns is how many columns are told apart; no page has room for them.
const mostColumns = 64

// gridOf finds the place of every cell, past those that reach down from above.
// Cells that would overlap are made smaller.
func gridOf(b block) (grid [][]placed, columns int) {
	var busy [mostColumns + 1]int // rows that are still taken, below each row
	for i, r := range b.blocks {
		var line []placed
		var taken [mostColumns + 1]int
		at := 0
		for _, cl := range r.blocks {
			for at < mostColumns && busy[at] > 0 {
				at++
			}
			c := placed{cl, at, 1, min(cl.spans[1], len(b.blocks)-i)}
			for at++; at < mostColumns && busy[at] == 0 && c.width < cl.spans[0]; at++ {
				c.width++
			}
			for k := c.column; k < c.column+c.width; k++ {
				taken[k] = c.height
			}
			line, at = append(line, c), min(at, mostColumns)
			columns = max(columns, c.column+c.width)
		}
		for k := range busy {
			busy[k] = max(busy[k]-1, taken[k]-1, 0)
		}
		grid = append(grid, line)
	}
	return grid, max(columns, 1)
}

// missing is how many columns of the row no cell covers.
func missing(grid [][]placed, row, columns int) int {
	for i, line := range grid[:row+1] {
		for _, c := range line {
			if i+c.height > row {
				columns -= c.width
			}
		}
	}
	return max(columns, 0)
}

// widths shares the measure among the columns: each gets its longest word if
// possible, then what its text asks for.
func (p *press) widths(grid [][]placed, columns int, measure float64) []float64 {
	least, most := make([]float64, columns), make([]float64, columns)
	for _, line := range grid {
		for _, c := range line {
			if c.width > 1 {
				continue
			}
			word, text := p.extent(c.blocks)
			least[c.column], most[c.column] = max(least[c.column], word+2*padX), max(most[c.column], text+2*padX)
		}
	}
	return shared(least, most, measure)
}

// shared gives the columns that ask for less than an equal part what they ask for,
// again and again; the others share what is left beyond their longest words.
func shared(least, most []float64, measure float64) []float64 {
	widths := make([]float64, len(least))
	left, open := measure, len(widths)
	for settled := true; settled; {
		settled = false
		for i := range widths {
			ask := max(least[i], most[i], leastColumn)
			if widths[i] == 0 && open > 1 && ask <= left/float64(open) {
				widths[i], left, open, settled = ask, left-ask, open-1, true
			}
		}
	}
	words := 0.0
	for i := range widths {
		if widths[i] == 0 {
			words += max(least[i], leastColumn)
		}
	}
	for i := range widths {
		switch {
		case widths[i] > 0:
		case words > left:
			widths[i] = left / float64(open)
		default:
			widths[i] = max(least[i], leastColumn) + (left-words)/float64(open)
		}
	}
	return widths
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

// figures tells the columns whose cells, below the head, hold numbers only; they
// are set to the right.
func figures(grid [][]placed, columns int) []bool {
	numbers, words := make([]int, columns), make([]int, columns)
	for _, line := range grid {
		for _, c := range line {
			if c.role == headerCell || len(c.blocks) == 0 {
				continue
			}
			if said := plain(c.blocks[0].text); len(c.blocks) == 1 && c.width == 1 && number(said) {
				numbers[c.column]++
			} else if said != "–" && said != "—" {
				words[c.column]++
			}
		}
	}
	all := make([]bool, columns)
	for i := range all {
		all[i] = numbers[i] > 0 && words[i] == 0
	}
	return all
}

func number(s string) bool {
	return strings.ContainsFunc(s, unicode.IsDigit) && !strings.ContainsFunc(s, unicode.IsLetter)
}

package export

import (
	"fmt"

	"unanime/internal/typography"
	"unanime/motion/export/typeset"
)

// running adds the head and the foot of a page.
func (p *press) running(page *typeset.Page, number, total int) {
	const headLine, footLine = 56.0, pageHeight - 48
	width := pageWidth - 2*edge - 15
	status := p.m.status()
	rule := func(y float64) typeset.Box {
		return typeset.Box{X: edge, Y: y, Rect: &typeset.Rect{Width: pageWidth - edge - 71, Height: .5, Color: hairline}, Decor: typeset.Layout}
	}
	place := func(words string, x, y float64, decor typeset.Decor) {
		line, ok := p.short(words, width*.68)
		if !ok {
			return
		}
		if x < 0 {
			x = pageWidth - 71 - line.Width
		}
		page.Boxes = append(page.Boxes, typeset.Box{X: x, Y: y, Line: &line, Decor: decor})
	}
	place(p.m.name(), edge, headLine, typeset.Header)
	if len([]rune(status)) < 40 {
		place(status, -1, headLine, typeset.Header)
	}
	page.Boxes = append(page.Boxes, rule(headLine+8))
	place(p.m.overline(), edge, footLine, typeset.Footer)
	place(fmt.Sprintf("page%s%d%s/%s%d", typography.NoBreak, number, typography.Narrow, typography.Narrow, total), -1, footLine, typeset.Footer)
}

// short sets words on one line, cut with points of suspension when they are too
// long.
func (p *press) short(words string, measure float64) (typeset.Line, bool) {
	all := []rune(words)
	all = all[:min(len(all), 200)]
	words = string(all)
	for cut := len(all); cut > 0; cut -= 1 + cut/20 {
		runs := p.runs(raised(run{text: words}), p.looks.running, nil)
		lines := p.setter.Lines(typeset.Paragraph{Runs: runs, Measure: 2 * measure})
		if len(lines) == 0 {
			break
		}
		if len(lines) == 1 && lines[0].Width <= measure {
			return lines[0], true
		}
		words = string(all[:max(cut-1-cut/20, 0)]) + "…"
	}
	return typeset.Line{}, false
}

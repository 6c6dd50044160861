package export

import (
	"io"
	"maps"
	"slices"
	"strings"

	"unanime/motion/export/pdf"
	"unanime/motion/export/typeset"
)

// The register page: A4, a margin that holds the numbers, a measure of some
// seventy characters. Points; the text's left edge is the origin of strips.
const (
	pageWidth, pageHeight = 595.28, 841.89
	edge                  = 56.0 // of the margin of numbers
	textLeft              = 132.0
	textWidth             = pageWidth - textLeft - 71
	textTop               = 92.0
	textHeight            = pageHeight - textTop - 88
	numberRight           = -21.0 // right edge of the numbers, from the text
	barLeft, barWidth     = -13.5, 2.8
)

// writePDF writes the motion as a tagged PDF.
func writePDF(w io.Writer, in Input) (Report, error) {
	m := compose(in)
	p := newPress(m)
	pages := p.pages()
	report := Report{Notes: m.lost}
	for _, text := range slices.Sorted(maps.Keys(p.setter.Missing)) {
		report.Missing = append(report.Missing, Glyph{text, p.setter.Missing[text]})
	}
	file := pdf.File{
		Title: m.name(), Author: in.Facts.Congress, Subject: strings.Trim(m.status()+", "+m.when(), ", "),
		Creator: in.Facts.Program, Language: "fr-FR", Date: in.Facts.Day,
		Width: pageWidth, Height: pageHeight, Pages: pages, Root: p.root, Outline: p.outline,
	}
	_, err := w.Write(file.Bytes())
	return report, err
}

// press sets one manuscript.
type press struct {
	m       manuscript
	looks   *looks
	setter  *typeset.Setter
	root    *typeset.Element
	outline []pdf.Bookmark
}

func newPress(m manuscript) *press {
	l := print()
	return &press{m: m, looks: l, setter: typeset.NewSetter(l.hyphens), root: &typeset.Element{Type: "Document"}}
}

// pages sets the cover, the contents and the body. The contents come last, once
// it is known where everything stands; their length does not depend on it.
func (p *press) pages() []typeset.Page {
	frame := typeset.Frame{X: textLeft, Y: textTop, Height: textHeight}
	pages := typeset.Paginate(p.cover(), frame)
	front := len(pages)
	list := p.m.contents()
	var contents *typeset.Element
	if len(list) > 0 {
		p.mark("Sommaire", "sommaire", 1)
		contents = p.root.Child("Sect")
	}
	body := typeset.Paginate(p.body(), frame)
	if len(list) > 0 {
		draft := len(typeset.Paginate(p.contents(list, nil, &typeset.Element{Type: "Sect"}), frame))
		where := numbered(body, front+draft)
		pages = append(pages, typeset.Paginate(p.contents(list, where, contents), frame)...)
	}
	pages = append(pages, body...)
	for i := front; i < len(pages); i++ {
		p.running(&pages[i], i+1, len(pages))
	}
	return pages
}

// numbered says on which page each anchor stands, after the given number of pages.
func numbered(pages []typeset.Page, before int) map[string]int {
	where := map[string]int{}
	for i, page := range pages {
		for _, a := range page.Anchors {
			where[a.Name] = before + i + 1
		}
	}
	return where
}

func (p *press) mark(title, anchor string, level int) {
	p.outline = append(p.outline, pdf.Bookmark{Title: title, Anchor: anchor, Level: level})
}

package export

import (
	"fmt"
	"sync"

	"unanime/assets/fonts"
	"unanime/assets/hyphen"
	"unanime/motion/export/typeset"
)

// look is the way a block is set; its runs may be in italics, in bold or both.
type look struct {
	plain, italic, bold, both typeset.Family
	size, leading             float64 // points
	color                     typeset.Color
	tracking                  float64
	features                  string
}

// looks are all the looks of the printed motion. They are never changed, and hold
// the fonts and the hyphenation, which are read once.
type looks struct {
	body, quote, small, source              look
	title, section, heading, part, proposal look
	overline, label, number, figure         look
	cell, cellHead, running, entry, entry1  look
	hyphens                                 *typeset.Hyphenator
}

// print returns the looks. It panics when an embedded font cannot be read, which
// only a programmer can cause.
var print = sync.OnceValue(func() *looks {
	serif, italic, semi := face(fonts.SerifRegular), face(fonts.SerifItalic), face(fonts.SerifSemiBold)
	bold, both := face(fonts.SerifBold), face(fonts.SerifBoldItalic)
	sans, sansSemi, sansBold := face(fonts.SansRegular), face(fonts.SansSemiBold), face(fonts.SansBold)
	family := func(f *typeset.Font) typeset.Family { return typeset.Family{f, serif, sans} }
	text := look{plain: family(serif), italic: family(italic), bold: family(bold), both: family(both), color: ink}
	head := look{plain: family(semi), italic: family(both), bold: family(bold), both: family(both), color: ink}
	note := look{plain: family(sans), italic: family(italic), bold: family(sansBold), both: family(both), color: secondary}
	strong := look{plain: family(sansSemi), italic: family(both), bold: family(sansBold), both: family(both), color: secondary}
	quote := look{plain: family(italic), italic: family(serif), bold: family(both), both: family(bold), color: ink}
	figures := look{plain: family(sansBold), italic: family(sansBold), bold: family(sansBold), both: family(sansBold), features: "tnum"}
	return &looks{
		body: text.at(11, 16.2), quote: quote.at(11, 16.2), small: text.at(9.6, 13.6), source: note.at(8.8, 12.4).in(tertiary),
		title: head.at(32, 39), section: head.at(19, 24), heading: head.at(17, 22), part: strong.at(12, 16).in(ink), proposal: head.at(12, 16.2),
		overline: strong.at(9.6, 14).spaced(70), label: strong.at(9.4, 16.2), number: figures.at(13, 16.2), figure: head.at(25, 28),
		cell: note.at(9.2, 12.4).in(ink).with("tnum"), cellHead: strong.at(9.2, 12.4).with("tnum"), running: note.at(8.6, 12).in(tertiary),
		entry: text.at(10.2, 14.2), entry1: head.at(11, 15.6),
		hyphens: typeset.NewHyphenator(hyphen.French),
	}
})

func face(name string) *typeset.Font {
	data, err := fonts.TTF(name)
	if err == nil {
		var f *typeset.Font
		if f, err = typeset.ParseFont(data); err == nil {
			return f
		}
	}
	panic(fmt.Sprintf("export: %s: %v", name, err))
}

func (l look) at(size, leading float64) look   { l.size, l.leading = size, leading; return l }
func (l look) in(color typeset.Color) look     { l.color = color; return l }
func (l look) spaced(thousandths float64) look { l.tracking = thousandths; return l }
func (l look) with(features string) look       { l.features = features; return l }

// style is the look of one run.
func (l look) style(r run) *typeset.Style {
	s := &typeset.Style{Family: l.plain, Size: l.size, Leading: l.leading, Color: l.color, Tracking: l.tracking, Features: l.features}
	switch {
	case r.em && r.strong:
		s.Family = l.both
	case r.em:
		s.Family = l.italic
	case r.strong:
		s.Family = l.bold
	}
	switch {
	case r.added:
		s.Color, s.Underline = adopted, true
	case r.withdrawn:
		s.Color, s.Strike = rejected, true
	case r.link != "":
		s.Color, s.Underline = threads[0], true
	}
	if r.raised || r.note > 0 {
		s.Rise, s.Size = l.size*.33, l.size*.66
	}
	if r.note > 0 {
		s.Color, s.Underline = threads[0], false
	}
	return s
}

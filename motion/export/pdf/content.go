package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"unanime/motion/export/typeset"
)

// writer holds what a file is made of while it is written.
type writer struct {
	File
	objects
	fonts  map[*typeset.Font]*subset
	order  []*subset
	pages  []*page
	nodes  map[*typeset.Element]*node
	annots int
}

// page is one page while it is drawn.
type page struct {
	number  int
	ref     ref
	height  float64
	content bytes.Buffer
	color   typeset.Color
	colored bool
	owners  []*node // of the marked contents, by number
	links   []*link
	open    *node
	decor   typeset.Decor
	marked  bool
}

// link is an annotation; a link that runs over several lines is one.
type link struct {
	ref       ref
	key       int // in the parent tree
	rects     [][4]float64
	to, title string
	node      *node
}

func (w *writer) draw(p *page, boxes []typeset.Box) {
	for _, b := range boxes {
		switch {
		case b.Rect != nil:
			p.mark(nil, max(b.Decor, typeset.Layout))
			p.rectangle(b)
		case b.Line != nil:
			for _, piece := range b.Line.Pieces {
				w.piece(p, b, piece)
			}
		}
	}
	p.close()
}

// artifact says what a thing that is not content is (14.8.2.2).
var artifact = map[typeset.Decor]string{
	typeset.Layout: "/Type /Layout",
	typeset.Header: "/Type /Pagination /Subtype /Header /Attached [/Top]",
	typeset.Footer: "/Type /Pagination /Subtype /Footer /Attached [/Bottom]",
	typeset.Again:  "/Type /Pagination",
}

// mark opens the marked content of an element, or of an artifact when n is nil.
func (p *page) mark(n *node, decor typeset.Decor) {
	if p.marked && p.open == n && p.decor == decor {
		return
	}
	p.close()
	p.marked, p.open, p.decor = true, n, decor
	if n == nil {
		fmt.Fprintf(&p.content, "/Artifact << %s >> BDC\n", artifact[decor])
		return
	}
	n.attach()
	fmt.Fprintf(&p.content, "/%s << /MCID %d >> BDC\n", n.element.Type, len(p.owners))
	n.kids = append(n.kids, kid{page: p, mcid: len(p.owners)})
	p.owners = append(p.owners, n)
}

func (p *page) close() {
	if p.marked {
		p.content.WriteString("EMC\n")
	}
	p.marked, p.open = false, nil
}

func (p *page) fill(c typeset.Color) {
	if p.colored && p.color == c {
		return
	}
	p.color, p.colored = c, true
	for _, v := range c {
		fmt.Fprintf(&p.content, "%s ", strings.TrimSuffix(fmt.Sprintf("%.3f", float64(v)/255), ".000"))
	}
	p.content.WriteString("rg\n")
}

func (p *page) rectangle(b typeset.Box) {
	p.fill(b.Rect.Color)
	if b.Rect.Disc {
		p.disc(b)
		return
	}
	fmt.Fprintf(&p.content, "%s %s %s %s re f\n", number(b.X), number(p.height-b.Y-b.Rect.Height), number(b.Rect.Width), number(b.Rect.Height))
}

// disc draws a circle as four Bézier curves; the constant is 4(√2−1)/3.
func (p *page) disc(b typeset.Box) {
	r := b.Rect.Width / 2
	x, y, k := b.X+r, p.height-b.Y-r, r*0.5523
	fmt.Fprintf(&p.content, "%s %s m\n", number(x+r), number(y))
	for _, q := range [4][4]float64{{1, 0, 0, 1}, {0, 1, -1, 0}, {-1, 0, 0, -1}, {0, -1, 1, 0}} {
		fmt.Fprintf(&p.content, "%s %s %s %s %s %s c\n",
			number(x+q[0]*r+q[2]*k), number(y+q[1]*r+q[3]*k), number(x+q[2]*r+q[0]*k), number(y+q[3]*r+q[1]*k), number(x+q[2]*r), number(y+q[3]*r))
	}
	p.content.WriteString("f\n")
}

// piece draws text, its rules and the rectangle of its link.
func (w *writer) piece(p *page, b typeset.Box, piece typeset.Piece) {
	run, style := piece.Run, piece.Run.Style
	content := b.Decor == typeset.Content && run.Element != nil
	var n *node
	if content {
		n = w.node(run.Element)
		p.mark(n, typeset.Content)
	} else {
		p.mark(nil, max(b.Decor, typeset.Layout))
	}
	x, y := b.X+piece.X, p.height-b.Y+style.Rise
	w.show(p, point{x, y}, piece)
	if content && run.Link != "" {
		p.link(n, run, [4]float64{x, y - style.Size*.28, x + piece.Width, y + style.Size*.92})
	}
	thick := style.Size * .055
	for _, rule := range []struct {
		on    bool
		above float64
	}{{style.Underline, -style.Size * .16}, {style.Strike, style.Size * .22}} {
		if rule.on {
			p.mark(nil, typeset.Layout)
			p.fill(style.Color)
			fmt.Fprintf(&p.content, "%s %s %s %s re f\n", number(x), number(y+rule.above), number(piece.Width), number(thick))
		}
	}
}

type point struct{ x, y float64 }

// show writes the glyphs; TJ moves by what kerning and justification add to the
// natural advance, in tenths of a unit, and the rest is carried over.
func (w *writer) show(p *page, at point, piece typeset.Piece) {
	style := piece.Run.Style
	p.fill(style.Color)
	p.content.WriteString("BT\n")
	glyphs := piece.Glyphs
	for i := 0; i < len(glyphs); {
		j := i + 1
		for j < len(glyphs) && glyphs[j].Font == glyphs[i].Font && glyphs[j].DY == glyphs[i].DY {
			j++
		}
		s := w.subset(glyphs[i].Font)
		fmt.Fprintf(&p.content, "/%s %s Tf\n1 0 0 1 %s %s Tm\n[", s.name, number(style.Size), number(at.x), number(at.y+glyphs[i].DY*style.Size/1000))
		s.array(&p.content, glyphs[i:j], style.Size)
		p.content.WriteString("] TJ\n")
		at.x += typeset.Width(glyphs[i:j], style.Size)
		i = j
	}
	p.content.WriteString("ET\n")
}

func (s *subset) array(out *bytes.Buffer, glyphs []typeset.Glyph, size float64) {
	pending, open := 0.0, false
	for _, g := range glyphs {
		shift := pending + g.DX
		rounded := math.Round(shift*10) / 10
		pending = shift - rounded
		if rounded != 0 {
			if open {
				out.WriteByte('>')
			}
			open = false
			out.WriteString(number(-rounded))
		}
		if !open {
			out.WriteByte('<')
			open = true
		}
		fmt.Fprintf(out, "%04X", s.code(g.ID, g.Text))
		pending += g.Advance - g.Font.Width(g.ID) - g.DX + g.Extra*1000/size
	}
	if open {
		out.WriteByte('>')
	}
}

func (w *writer) subset(f *typeset.Font) *subset {
	s := w.fonts[f]
	if s == nil {
		s = newSubset(f, fmt.Sprintf("F%d", len(w.order)+1))
		w.fonts[f], w.order = s, append(w.order, s)
	}
	return s
}

// link adds the rectangle to the link of that element on this page.
func (p *page) link(n *node, run *typeset.Run, rect [4]float64) {
	for _, l := range p.links {
		if l.node != n {
			continue
		}
		last := &l.rects[len(l.rects)-1]
		if math.Abs(last[1]-rect[1]) < 4 && math.Abs(last[2]-rect[0]) < 1 {
			last[2], last[1], last[3] = rect[2], min(last[1], rect[1]), max(last[3], rect[3])
		} else {
			l.rects = append(l.rects, rect)
		}
		return
	}
	l := &link{rects: [][4]float64{rect}, to: run.Link, title: run.Title, node: n}
	p.links = append(p.links, l)
	n.kids = append(n.kids, kid{page: p, link: l})
}

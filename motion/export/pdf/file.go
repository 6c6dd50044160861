package pdf

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"unanime/motion/export/typeset"
)

// Bytes writes the file.
func (f File) Bytes() []byte {
	w := &writer{File: f, objects: objects{streams: map[ref][]byte{}}, fonts: map[*typeset.Font]*subset{}, nodes: map[*typeset.Element]*node{}}
	w.declare(f.Root)
	for i := range f.Pages {
		p := &page{number: i, ref: w.alloc(), height: f.Height}
		w.pages = append(w.pages, p)
		w.draw(p, f.Pages[i].Boxes)
	}
	pages := w.writePages()
	structure := w.structure()
	names := fmt.Sprintf("/Names << /Dests %v >>", w.names(w.destinations()))
	outline := w.outline()
	metadata := w.alloc()
	w.stream(metadata, "/Type /Metadata /Subtype /XML", []byte(f.xmp()), false)
	root := w.add(fmt.Sprintf("<< /Type /Catalog /Pages %v /Lang %s /MarkInfo << /Marked true >> /StructTreeRoot %v /ViewerPreferences << /DisplayDocTitle true >> %s %s /Metadata %v >>",
		pages, text(f.Language), structure, outline, names, metadata))
	return w.bytes(root, w.add(f.info()))
}

func (f File) info() string {
	date := ""
	if !f.Date.IsZero() {
		d := text("D:" + f.Date.UTC().Format("20060102150405") + "Z")
		date = " /CreationDate " + d + " /ModDate " + d
	}
	return fmt.Sprintf("<< /Title %s /Author %s /Subject %s /Creator %s /Producer %s%s >>",
		text(f.Title), text(f.Author), text(f.Subject), text(f.Creator), text(f.Creator), date)
}

func (w *writer) writePages() ref {
	tree, resources := w.alloc(), w.alloc()
	var kids strings.Builder
	for _, p := range w.pages {
		content := w.alloc()
		w.stream(content, "", p.content.Bytes(), true)
		w.set(p.ref, fmt.Sprintf("<< /Type /Page /Parent %v /MediaBox [0 0 %s %s] /Resources %v /Contents %v /StructParents %d /Tabs /S%s >>",
			tree, number(w.Width), number(w.Height), resources, content, p.number, w.annotations(p)))
		fmt.Fprintf(&kids, "%v ", p.ref)
	}
	w.set(tree, fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(w.pages), kids.String()))
	var fonts strings.Builder
	for _, s := range w.order {
		at := w.alloc()
		s.write(&w.objects, at)
		fmt.Fprintf(&fonts, "/%s %v ", s.name, at)
	}
	w.set(resources, "<< /Font << "+fonts.String()+">> >>")
	return tree
}

func (w *writer) annotations(p *page) string {
	if len(p.links) == 0 {
		return ""
	}
	var refs strings.Builder
	for _, l := range p.links {
		l.ref, l.key = w.alloc(), len(w.pages)+w.annots
		w.annots++
		w.set(l.ref, l.annotation(p))
		fmt.Fprintf(&refs, "%v ", l.ref)
	}
	return " /Annots [" + refs.String() + "]"
}

func (l *link) annotation(p *page) string {
	all := l.rects[0]
	var quads strings.Builder
	for _, r := range l.rects {
		all = [4]float64{min(all[0], r[0]), min(all[1], r[1]), max(all[2], r[2]), max(all[3], r[3])}
		for _, v := range [8]float64{r[0], r[3], r[2], r[3], r[0], r[1], r[2], r[1]} {
			quads.WriteString(number(v) + " ")
		}
	}
	action := "/A << /S /URI /URI " + text(escaped(l.to)) + " >>"
	if anchor, inside := strings.CutPrefix(l.to, "#"); inside {
		action = "/Dest " + text(anchor)
	}
	return fmt.Sprintf("<< /Type /Annot /Subtype /Link /Rect [%s %s %s %s] /QuadPoints [%s] /Border [0 0 0] /F 4 /StructParent %d /Contents %s /P %v %s >>",
		number(all[0]), number(all[1]), number(all[2]), number(all[3]), quads.String(), l.key, text(l.title), p.ref, action)
}

// escaped is the address in ASCII, as a URI action wants it (12.6.4.7).
func escaped(address string) string {
	var b strings.Builder
	for i := 0; i < len(address); i++ {
		if c := address[i]; c > ' ' && c < 0x7f {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func (w *writer) destinations() map[string]string {
	all := map[string]string{}
	for i, p := range w.Pages {
		for _, a := range p.Anchors {
			all[a.Name] = fmt.Sprintf("[%v /XYZ 0 %s null]", w.pages[i].ref, number(w.Height-max(a.Y-16, 0)))
		}
	}
	return all
}

// names writes a name tree (7.9.6), sorted by the bytes of its strings.
func (w *writer) names(all map[string]string) ref {
	keys := slices.SortedFunc(maps.Keys(all), func(a, b string) int { return strings.Compare(sortable(a), sortable(b)) })
	var b strings.Builder
	for _, k := range keys {
		b.WriteString(text(k) + " " + all[k] + "\n")
	}
	return w.add("<< /Names [" + b.String() + "] >>")
}

// sortable orders names as their strings are: ASCII before the mark of UTF-16.
func sortable(s string) string {
	if t := text(s); t[0] == '<' {
		return "\xfe\xff" + t
	}
	return s
}

// outline writes the bookmarks (12.3.3) and returns the entries of the catalog.
func (w *writer) outline() string {
	if len(w.Outline) == 0 {
		return ""
	}
	root := w.alloc()
	refs := make([]ref, len(w.Outline))
	for i := range refs {
		refs[i] = w.alloc()
	}
	w.bookmarks(refs, siblings{root, 0, len(refs)})
	last := len(refs) - 1
	for last > 0 && w.Outline[last].Level > w.Outline[0].Level {
		last--
	}
	w.set(root, fmt.Sprintf("<< /Type /Outlines /First %v /Last %v /Count %d >>", refs[0], refs[last], w.count(siblings{root, 0, len(refs)})))
	return fmt.Sprintf("/PageMode /UseOutlines /Outlines %v", root)
}

// siblings are the bookmarks [from, to) under a parent, with those below them.
type siblings struct {
	parent   ref
	from, to int
}

func (w *writer) starts(s siblings) []int {
	var all []int
	for i := s.from; i < s.to; i++ {
		if len(all) == 0 || w.Outline[i].Level <= w.Outline[all[0]].Level {
			all = append(all, i)
		}
	}
	return all
}

func (w *writer) count(s siblings) int { return len(w.starts(s)) }

func (w *writer) bookmarks(refs []ref, s siblings) {
	starts := w.starts(s)
	for k, i := range starts {
		end := s.to
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		entry := fmt.Sprintf("<< /Title %s /Parent %v /Dest %s", text(w.Outline[i].Title), s.parent, text(w.Outline[i].Anchor))
		if k > 0 {
			entry += fmt.Sprintf(" /Prev %v", refs[starts[k-1]])
		}
		if k+1 < len(starts) {
			entry += fmt.Sprintf(" /Next %v", refs[starts[k+1]])
		}
		below := siblings{refs[i], i + 1, end}
		if children := w.starts(below); len(children) > 0 {
			entry += fmt.Sprintf(" /First %v /Last %v /Count -%d", refs[children[0]], refs[children[len(children)-1]], len(children))
			w.bookmarks(refs, below)
		}
		w.set(refs[i], entry+" >>")
	}
}

package export

import (
	"testing"
	"time"

	"unanime/motion"
	"unanime/motion/text"
)

// random builds a motion from bytes: each chooses what comes next, and words are
// cut out of a nasty text.
type random struct {
	data  []byte
	words []rune
	left  int // nodes that may still be made
}

func (r *random) next() int {
	if len(r.data) == 0 || r.left <= 0 {
		return 0
	}
	b := r.data[0]
	r.data, r.left = r.data[1:], r.left-1
	return int(b)
}

func (r *random) say() string {
	if len(r.words) == 0 {
		return ""
	}
	from := r.next() * 7 % len(r.words)
	return string(r.words[from:min(from+1+r.next(), len(r.words))])
}

func (r *random) inline() []*text.Node {
	var out []*text.Node
	for range 1 + r.next()%4 {
		switch c := r.next(); c % 8 {
		case 0, 1, 2:
			out = append(out, text.Run(r.say()))
		case 3:
			out = append(out, text.Run(r.say(), []text.Mark{em, strong, text.Marked("insertion", nil), text.Marked("deletion", nil)}[c/8%4]))
		case 4:
			out = append(out, text.Run(r.say(), linkTo([]string{"#notes", "https://a.fr/é?b", "javascript:x"}[c/8%3]), strong))
		case 5:
			out = append(out, text.New("hard_break", nil))
		case 6:
			out = append(out, text.New("note", nil, text.Run(r.say())))
		case 7:
			out = append(out, text.New("citation", map[string]any{"idea": []string{"i7", r.say()}[c/8%2]}))
		}
	}
	return out
}

func (r *random) blocks(depth int) []*text.Node {
	var out []*text.Node
	for range 1 + r.next()%3 {
		out = append(out, r.block(depth))
	}
	return out
}

func (r *random) block(depth int) *text.Node {
	c := r.next()
	if depth > 6 {
		c = 0
	}
	switch c % 6 {
	case 1:
		return text.New("bullet_list", nil, r.item(depth), r.item(depth))
	case 2:
		return text.New("ordered_list", map[string]any{"start": c * c * c}, r.item(depth))
	case 3:
		return text.New("quotation", nil, r.blocks(depth+1)...)
	case 4:
		return r.table(depth + 1)
	case 5:
		return text.New("image", map[string]any{"src": "x", "alt": r.say(), "caption": r.say()})
	}
	return text.New("paragraph", nil, r.inline()...)
}

func (r *random) item(depth int) *text.Node {
	return text.New("list_item", nil, append([]*text.Node{par(r.inline()...)}, r.blocks(depth+1)...)...)
}

func (r *random) table(depth int) *text.Node {
	var rows []*text.Node
	for range 1 + r.next()%4 {
		var cells []*text.Node
		for range 1 + r.next()%20 {
			c := r.next()
			kind := []string{"table_cell", "table_header"}[c%2]
			cells = append(cells, text.New(kind, map[string]any{"colspan": c / 2 % 4, "rowspan": c / 8 % 4}, r.blocks(depth+1)...))
		}
		rows = append(rows, text.New("table_row", nil, cells...))
	}
	return text.New("table", map[string]any{"caption": r.say()}, rows...)
}

func (r *random) document() motion.Document {
	nodes := []*text.Node{text.New("title", nil, text.Run(r.say()))}
	for range r.next() % 4 {
		switch r.next() % 3 {
		case 0:
			nodes = append(nodes, text.New("preamble", nil, r.blocks(0)...))
		case 1:
			nodes = append(nodes, text.New("visa", nil, append([]*text.Node{say([]string{"Vu", "Vu ", "Vus", ""}[r.next()%4])}, r.inline()...)...))
		case 2:
			nodes = append(nodes, text.New("considerant", nil, append([]*text.Node{say("Considérant ")}, r.inline()...)...))
		}
	}
	for range r.next() % 12 {
		switch c := r.next(); c % 5 {
		case 0:
			nodes = append(nodes, text.New("enjeu", map[string]any{"id": "e", "theme": c}, r.inline()...))
		case 1:
			nodes = append(nodes, text.New("subheading", nil, r.inline()...))
		case 2:
			nodes = append(nodes, text.New("rationale", nil, r.blocks(0)...))
		default:
			title := text.New("proposition_title", nil, r.inline()...)
			var body []*text.Node
			if c%2 == 0 {
				body = r.blocks(0)
			}
			nodes = append(nodes, text.New("proposition", map[string]any{"id": r.say()}, append([]*text.Node{title}, body...)...))
		}
	}
	for _, kind := range []string{"adoption", "recipients", "signatures"}[:r.next()%4] {
		nodes = append(nodes, text.New(kind, nil, r.blocks(0)...))
	}
	return motion.Document{Root: text.New("doc", nil, nodes...)}
}

const nasty = "L'élu·e d'aujourd'hui ? « Oui » ; 1 234 567 € le 1er mars, XXIe siècle : https://exemple.invalid/a/b?c=d " +
	"inconstitutionnellementanticonstitutionnellement efficacité שלום עולם مرحبا 漢字 👩‍👧‍👦🏽 a\u0301\u0302\u0308 \u202eRTL\u202c \u200b\u00ad\u2028 ﬁﬃ \x01 ⸻⸻ Œuvre ŒUVRE '\"\" \u00a0\u00a0\u202f -–— ß ŉ İ"

func FuzzPDF(f *testing.F) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i*89 + 7)
	}
	f.Add(all, nasty)
	f.Add(all[100:], "x")
	f.Add([]byte{}, "")
	f.Add([]byte{9, 200, 3, 2, 1, 0, 11, 4, 4, 4, 19, 3, 250, 7, 19, 4, 4, 4, 4, 90, 33, 12, 8}, nasty)
	f.Fuzz(loseNothing)
}

// loseNothing sets a random motion and looks for lost letters and for boxes out
// of the margins.
func loseNothing(t *testing.T, data []byte, words string) {
	r := &random{data: data, words: []rune(words + nasty), left: 400}
	in := Input{Document: r.document(), Facts: Facts{Congress: r.say(), Status: r.say(), Day: time.Unix(int64(r.next())*1e7, 0)}}
	want, got := counted(letters(said(in.Document.Root))), counted(letters(written(newPress(compose(in)))))
	for c, n := range want {
		if got[c] < n {
			t.Errorf("%q is set %d times instead of %d", c, got[c], n)
		}
	}
	if bad := outside(newPress(compose(in)).pages()); len(bad) > 0 {
		t.Errorf("%d boxes leave the margins, the first at %.1f, %.1f: %+v", len(bad), bad[0].X, bad[0].Y, bad[0].Line)
	}
	write(t, "pdf", in)
	write(t, "html", in)
}

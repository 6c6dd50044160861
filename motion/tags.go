package motion

import (
	"slices"

	"unanime/motion/text"
)

// markOfTag names the marks that tags set, and their attribute.
var markOfTag = map[string][2]string{
	"strong": {"strong", ""}, "em": {"em", ""}, "a": {"link", "href"},
	"ins": {"insertion", "id"}, "del": {"deletion", "id"},
}

// pairs returns, for each opening tag that has one, the index of its closing
// tag, and the closing tags that are thus used.
func pairs(all []piece) (closes map[int]int, used map[int]bool) {
	closes, used = map[int]int{}, map[int]bool{}
	open := map[string][]int{}
	for i, p := range all {
		switch {
		case p.tag == nil:
		case !p.tag.closing:
			open[p.tag.name] = append(open[p.tag.name], i)
		default:
			if waiting := open[p.tag.name]; len(waiting) > 0 {
				closes[waiting[len(waiting)-1]], used[i] = i, true
				open[p.tag.name] = waiting[:len(waiting)-1]
			}
		}
	}
	return closes, used
}

// resolve turns pieces into nodes: paired tags become marks and notes, others
// are the text they were.
func (r *blockReader) resolve(all []piece, notes bool) []*text.Node {
	closes, used := pairs(all)
	var nodes []*text.Node
	var active []openTag
	for i := 0; i < len(all); i++ {
		p := all[i]
		active = slices.DeleteFunc(active, func(o openTag) bool { return o.until == i })
		end, paired := closes[i]
		switch {
		case p.tag == nil && p.node == nil:
			nodes = append(nodes, text.Run(p.words, marked(p.marks, active)...))
		case p.tag == nil:
			nodes = append(nodes, withMarks(p.node, marked(p.marks, active)))
		case p.tag.name == "br" && notes:
			nodes = append(nodes, withMarks(text.New("hard_break", nil), marked(p.marks, active)))
		case used[i]:
		case paired && p.tag.name == "p" && end == i+1:
			i = end
		case paired && p.tag.name == "note" && notes:
			note := text.New("note", map[string]any{"id": p.tag.attr}, r.inside(all[i+1:end], p.marks)...)
			nodes = append(nodes, withMarks(note, marked(p.marks, active)))
			i = end
		case paired && markOfTag[p.tag.name][0] != "":
			active = append(active, openTag{p.tag, end})
		default:
			nodes = append(nodes, text.Run(p.tag.raw, marked(p.marks, active)...))
			used[end] = used[end] && !paired
		}
	}
	return text.New("paragraph", nil, nodes...).Content // merged
}

// inside resolves the words of a note. The marks set around the note are the
// note's, not its words'.
func (r *blockReader) inside(all []piece, around []text.Mark) []*text.Node {
	own := make([]piece, len(all))
	for i, p := range all {
		own[i] = p
		own[i].marks = slices.DeleteFunc(slices.Clone(p.marks), func(m text.Mark) bool {
			return slices.ContainsFunc(around, func(a text.Mark) bool { return a.Type == m.Type })
		})
	}
	return textsOnly(r.resolve(own, false))
}

// openTag is a tag that marks what stands up to the piece of that index.
type openTag struct {
	tag   *tagNode
	until int
}

func marked(marks []text.Mark, active []openTag) []text.Mark {
	marks = slices.Clone(marks)
	for _, o := range active {
		to := markOfTag[o.tag.name]
		marks = with(marks, to[0], to[1], o.tag.attr)
	}
	return marks
}

// withMarks sets marks, in the order of the schema, on a node that is no text.
func withMarks(n *text.Node, marks []text.Mark) *text.Node {
	next := *n
	next.Marks = nil
	if len(marks) > 0 {
		next.Marks = text.Run("x", marks...).Marks
	}
	return &next
}

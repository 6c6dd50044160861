package pdf

import (
	"fmt"
	"strings"

	"unanime/motion/export/typeset"
)

// node is an element of the structure tree in the file (14.7.2).
type node struct {
	element  *typeset.Element
	ref      ref
	parent   *node
	attached bool // it is among the kids of its parent
	kids     []kid
}

// kid is what an element holds: another, marked content of a page, or a link.
type kid struct {
	node *node
	page *page
	mcid int
	link *link
}

// node returns the node of an element, making it and those above it.
func (w *writer) node(e *typeset.Element) *node {
	n := w.nodes[e]
	if n == nil {
		n = &node{element: e}
		w.nodes[e] = n
		if e.Parent != nil {
			n.parent = w.node(e.Parent)
		}
	}
	return n
}

// attach gives the node its place after what its parent already holds.
func (n *node) attach() {
	if n.attached {
		return
	}
	n.attached = true
	if n.parent != nil {
		n.parent.attach()
		n.parent.kids = append(n.parent.kids, kid{node: n})
	}
}

// declare attaches the declared blocks in their order, before anything is drawn.
// Blocks hold either blocks or text, so no text can come too late.
func (w *writer) declare(e *typeset.Element) {
	n := w.node(e)
	n.attach()
	for _, child := range e.Children {
		w.declare(child)
	}
}

// kept says whether the node holds something; cells may be empty.
func (n *node) kept() bool {
	if n.element.Type == "TD" || n.element.Type == "TH" || n.element.Alt != "" {
		return true
	}
	for _, k := range n.kids {
		if k.node == nil || k.node.kept() {
			return true
		}
	}
	return false
}

// structure writes the tree and returns its root.
func (w *writer) structure() ref {
	root := w.alloc()
	top := w.nodes[w.Root]
	w.number(top)
	ids := w.element(top, root)
	var parents strings.Builder
	for _, p := range w.pages {
		fmt.Fprintf(&parents, "%d [", p.number)
		for _, owner := range p.owners {
			fmt.Fprintf(&parents, "%v ", owner.ref)
		}
		parents.WriteString("]\n")
	}
	for _, p := range w.pages {
		for _, l := range p.links {
			fmt.Fprintf(&parents, "%d %v\n", l.key, l.node.ref)
		}
	}
	tree := w.add("<< /Nums [" + parents.String() + "] >>")
	idTree := ""
	if len(ids) > 0 {
		idTree = fmt.Sprintf(" /IDTree %v", w.names(ids))
	}
	w.set(root, fmt.Sprintf("<< /Type /StructTreeRoot /K [%v] /ParentTree %v /ParentTreeNextKey %d /RoleMap << /Em /Span /Strong /Span /Ins /Span /Del /Span >>%s >>",
		top.ref, tree, len(w.pages)+w.annots, idTree))
	return root
}

func (w *writer) number(n *node) {
	n.ref = w.alloc()
	for _, k := range n.kids {
		if k.node != nil && k.node.kept() {
			w.number(k.node)
		}
	}
}

// element writes the node and those below it; it returns their identifiers.
func (w *writer) element(n *node, parent ref) map[string]string {
	ids := map[string]string{}
	var b strings.Builder
	fmt.Fprintf(&b, "<< /Type /StructElem /S /%s /P %v", n.element.Type, parent)
	if n.element.Alt != "" {
		b.WriteString(" /Alt " + text(n.element.Alt))
	}
	if n.element.ID != "" {
		b.WriteString(" /ID " + text(n.element.ID))
		ids[n.element.ID] = n.ref.String()
	}
	b.WriteString(attributes(n.element.Attributes))
	first := n.firstPage()
	if first != nil {
		fmt.Fprintf(&b, " /Pg %v", first.ref)
	}
	b.WriteString(" /K [")
	for _, k := range n.kids {
		switch {
		case k.node != nil:
			if k.node.kept() {
				fmt.Fprintf(&b, "%v ", k.node.ref)
			}
		case k.link != nil:
			fmt.Fprintf(&b, "<< /Type /OBJR /Obj %v /Pg %v >> ", k.link.ref, k.page.ref)
		case k.page == first:
			fmt.Fprintf(&b, "%d ", k.mcid)
		default:
			fmt.Fprintf(&b, "<< /Type /MCR /Pg %v /MCID %d >> ", k.page.ref, k.mcid)
		}
	}
	w.set(n.ref, b.String()+"] >>")
	for _, k := range n.kids {
		if k.node != nil && k.node.kept() {
			for id, r := range w.element(k.node, n.ref) {
				ids[id] = r
			}
		}
	}
	return ids
}

func (n *node) firstPage() *page {
	for _, k := range n.kids {
		if k.page != nil && k.link == nil {
			return k.page
		}
	}
	return nil
}

// attributes writes one dictionary for each owner, in order of first use.
func attributes(all []typeset.Attribute) string {
	if len(all) == 0 {
		return ""
	}
	var owners []string
	entries := map[string]string{}
	for _, a := range all {
		if entries[a.Owner] == "" {
			owners = append(owners, a.Owner)
		}
		entries[a.Owner] += " /" + a.Key + " " + a.Value
	}
	out := " /A ["
	for _, owner := range owners {
		out += "<< /O /" + owner + entries[owner] + " >>"
	}
	return out + "]"
}

package motion

import (
	"fmt"
	"slices"

	"unanime/motion/text"
)

// Outline writes a first motion that can be debated: the frame of a motion with
// true figures, a section for each theme and a proposition for each of its
// groups. Every proposition is a demand that an official wrote; where no
// official wrote one, it says that it is to be written and quotes an idea.
// Themes without an idea are left out. No law is cited and no vote is invented:
// what only people can know is left to be filled in (…).
//
// The same material gives the same document, ids included.
func Outline(m Material) Document {
	m.Themes = slices.DeleteFunc(slices.Clone(m.Themes), func(t ThemeMaterial) bool { return t.ideas() == 0 })
	o := &outline{sources: Sources{}, written: map[string]bool{}}
	o.add(text.New("title", nil, text.Run(motionTitle(m))))
	o.add(opening(m)...)
	for _, t := range m.Themes {
		o.section(t)
	}
	o.add(closings()...)
	return Document{Root: text.New("doc", nil, o.nodes...), Sources: o.sources}
}

// outline is a motion being written.
type outline struct {
	nodes   []*text.Node
	sources Sources
	written map[string]bool // demands already made, folded
}

func (o *outline) add(nodes ...*text.Node) { o.nodes = append(o.nodes, nodes...) }

func (o *outline) section(t ThemeMaterial) {
	o.add(
		text.New("enjeu", map[string]any{"id": fmt.Sprintf("e%d", t.ID), "theme": float64(t.ID)},
			text.Run(set(t.Name))),
		text.New("rationale", nil, paragraph(rationale(t))),
	)
	for _, g := range t.Groups {
		if len(g.Ideas) > 0 {
			o.proposition(t, g)
		}
	}
}

func (o *outline) proposition(t ThemeMaterial, g GroupMaterial) {
	from := fmt.Sprintf("theme %d", t.ID)
	for _, idea := range g.Ideas {
		from += " " + idea.ID.String()
	}
	salt := 0
	for o.sources[NewPropositionID(from, salt)] != nil {
		salt++
	}
	id := NewPropositionID(from, salt)
	for _, idea := range g.Ideas {
		o.sources[id] = append(o.sources[id], idea.ID)
	}
	o.sources = o.sources.Attach(id) // sorts them
	title, body := o.demand(g)
	children := append([]*text.Node{text.New("proposition_title", nil, text.Run(title))}, body...)
	o.add(text.New("proposition", map[string]any{"id": string(id)}, children...))
}

func motionTitle(m Material) string {
	if m.Title != "" {
		return set(m.Title)
	}
	return "Motion du " + congressName(m)
}

func congressName(m Material) string {
	if m.Congress == "" {
		return "congrès"
	}
	return set(m.Congress)
}

func paragraph(s string) *text.Node { return text.New("paragraph", nil, text.Run(set(s))) }

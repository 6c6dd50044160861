package export

import (
	"fmt"
	"strings"
)

// resolve gives every anchor a name of its own and takes away the links that lead
// nowhere.
func (c *compositor) resolve() {
	known := map[string]bool{"notes": true, "sommaire": true, "titre": true}
	for i := range c.blocks {
		b := &c.blocks[i]
		if b.anchor == "" {
			continue
		}
		name := b.anchor
		for n := 2; known[name]; n++ {
			name = fmt.Sprintf("%s-%d", b.anchor, n)
		}
		known[name], b.anchor = true, name
	}
	for i := range c.notes {
		known[c.notes[i].anchor] = true
	}
	unlink(c.blocks, known)
	unlink(c.notes, known)
}

func unlink(blocks []block, known map[string]bool) {
	for _, b := range blocks {
		for i := range b.text {
			if name, inside := strings.CutPrefix(b.text[i].link, "#"); inside && !known[name] {
				b.text[i].link = ""
			}
		}
		unlink(b.blocks, known)
	}
}

package motion

import (
	"time"

	"unanime/consult"
)

// Material is what a first motion is made of: accepted themes and the figures of
// the consultation. See Gather and Outline.
type Material struct {
	Title    string // of the motion; « Motion du … » when empty
	Place    string
	Day      time.Time // of the session, zero when unknown
	Congress string    // its title
	Section  string    // what headings are called: « enjeu »

	// Figures of the whole consultation, those of withdrawn contributions left
	// out; 0 when unknown.
	Contributions, Officials, Departments int

	Themes []ThemeMaterial // in the order of the motion
}

// ThemeMaterial is an accepted theme: a section to be.
type ThemeMaterial struct {
	ID     consult.ThemeID
	Name   string
	Words  []string        // what sets it apart, most specific first
	Groups []GroupMaterial // in order; one for each proposition to be
}

// GroupMaterial is the ideas that will stand behind one proposition.
type GroupMaterial struct {
	Label string
	Ideas []IdeaMaterial // most typical first
}

// IdeaMaterial is an idea with its words as they were sent.
type IdeaMaterial struct {
	ID        consult.IdeaID
	Text      string
	Reference string // of the contribution, as « C-0217 »
}

// ideas counts the ideas of the theme.
func (t ThemeMaterial) ideas() int {
	n := 0
	for _, g := range t.Groups {
		n += len(g.Ideas)
	}
	return n
}

// Package pdf writes placed boxes as a tagged PDF 1.7 (ISO 32000-1), in the ways
// of PDF/UA-1 (ISO 14289-1): structure tree, language, outline, links with a
// description, embedded subsets of fonts in which every glyph has its characters.
//
// In comes a [File]; out come bytes. The rules:
//
//   - The same file gives the same bytes: no clock, no chance, and the identifier
//     is a hash of the content.
//   - It lays nothing out: where things stand was decided by package typeset.
//   - What is drawn either belongs to an element of the structure or is marked as
//     an artifact.
package pdf

import (
	"time"

	"unanime/motion/export/typeset"
)

// File is a document ready to be written.
type File struct {
	Title, Author, Subject string
	Creator                string    // the program
	Language               string    // "fr-FR"
	Date                   time.Time // left out when zero
	Width, Height          float64   // of a page, points
	Pages                  []typeset.Page
	Root                   *typeset.Element
	Outline                []Bookmark
}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Title  string
	Anchor string
	Level  int // from 1
}

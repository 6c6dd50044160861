package export

import (
	"fmt"
	"io"
	"strings"
	"time"

	"unanime/consult"
	"unanime/motion"
)

// Format is one way to write a motion.
type Format struct {
	Name      string // as on the command line: "pdf"
	Title     string // for people, in French
	Extension string // with its dot
	MediaType string
	Write     func(w io.Writer, in Input) (Report, error)
}

// Formats are all the formats, in the order in which they are offered.
var Formats = []Format{
	{"pdf", "PDF, à imprimer et à transmettre", ".pdf", "application/pdf", writePDF},
	{"md", "Markdown, le texte source", ".md", "text/markdown; charset=utf-8", writeMarkdown},
	{"html", "Page web autonome", ".html", "text/html; charset=utf-8", writeHTML},
}

// writeMarkdown writes the document as it is: the typography is for those who show
// it.
func writeMarkdown(w io.Writer, in Input) (Report, error) {
	_, err := w.Write(motion.Markdown(in.Document))
	return Report{}, err
}

// ByName returns the format of that name, or an [UnknownFormatError].
func ByName(name string) (Format, error) {
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, UnknownFormatError{Name: name}
}

// UnknownFormatError is the answer to a name that is not in the table.
type UnknownFormatError struct{ Name string }

func (e UnknownFormatError) Error() string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return fmt.Sprintf("export: no format %q, choose one of %s", e.Name, strings.Join(names, ", "))
}

// Input is what an export is made of.
type Input struct {
	Document motion.Document
	Facts    Facts
}

// Facts stand around the document. Each may be left out, and is then not shown.
type Facts struct {
	Congress string    // « 8e congrès national des élu·es au numérique »
	Place    string    // « Agen »
	Day      time.Time // of the congress
	Status   string    // « Projet de motion », « Adoptée le 2 mars 2027 »
	Section  string    // what a section is called; « enjeu » when empty

	Contributions, Officials, Departments int

	// Idea is the short reference of an idea; C-0217 when nil.
	Idea func(consult.IdeaID) string
	// Ink is the place of a theme among the colours, from 1; that of its section
	// when nil.
	Ink func(consult.ThemeID) int
	// Program signs the file: « Unanime 1.0 ».
	Program string
}

// Report says what the reader of the export will not see as it was written.
type Report struct {
	Missing []Glyph  // characters that no font of the export has, ascending
	Notes   []string // other losses, in French, for a person
}

// Glyph is a character shown as □, and how often.
type Glyph struct {
	Text  string
	Count int
}

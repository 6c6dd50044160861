package web

import (
	"bytes"
	"sync"

	"github.com/gofiber/fiber/v2"

	"unanime/consult"
	"unanime/motion/export"
)

// ExportsPage offers the motion in each format.
type ExportsPage struct {
	Frame
	Motion  string
	Version int
	Formats []export.Format
}

func (s *Site) showExports(v *visit) error {
	d, err := s.Desk.Read(v.by)
	if err != nil {
		return err
	}
	return s.views.show(v, "exports", ExportsPage{
		Frame: s.frame(v, "Télécharger la motion"), Motion: d.Document.Title(), Version: d.Version, Formats: export.Formats,
	})
}

// exportMotion writes the motion as it stands.
func (s *Site) exportMotion(v *visit) error {
	format, err := export.ByName(v.Params("format"))
	if err != nil {
		return fiber.ErrNotFound
	}
	d, err := s.Desk.Read(v.by)
	if err != nil {
		return err
	}
	figures, err := s.Register.Figures()
	if err != nil {
		return err
	}
	file, err := s.exports.get(format, exportKey{d.Version, figures.Contributions, figures.Authors, len(figures.Departments)}, func() ([]byte, error) {
		return s.makeFile(format, export.Input{Document: d.Document, Facts: facts(v, figures)})
	})
	if err != nil {
		return err
	}
	v.Attachment("motion-" + string(v.congress.ID) + format.Extension)
	v.Set(fiber.HeaderContentType, format.MediaType)
	return v.Send(file)
}

func facts(v *visit, f consult.Figures) export.Facts {
	return export.Facts{
		Congress: v.congress.Title, Place: v.congress.Place, Day: v.congress.Day, Status: "Projet de motion",
		Contributions: f.Contributions, Officials: f.Authors, Departments: len(f.Departments),
		Section: v.congress.Section, Ink: func(id consult.ThemeID) int { return themeMark(id, "").Ink },
	}
}

// makeFile sets the motion in a format; it is made whole before any of it is
// sent.
func (s *Site) makeFile(format export.Format, in export.Input) ([]byte, error) {
	var b bytes.Buffer
	err := s.heavy(func() error {
		report, err := format.Write(&b, in)
		if len(report.Missing) > 0 {
			s.Log.Warn("export could not set everything", "format", format.Name, "missing", len(report.Missing))
		}
		return err
	})
	return b.Bytes(), err
}

// exports keeps the last file of each format: on congress day hundreds ask for
// the same one, and the same motion gives the same bytes.
type exports struct {
	mu   sync.Mutex
	last map[string]exported
}

type exported struct {
	key  exportKey
	file []byte
}

// exportKey is all that a file depends on, within one congress.
type exportKey struct{ version, contributions, authors, departments int }

// get returns the file of that key, made once however many wait for it.
func (e *exports) get(format export.Format, key exportKey, makeIt func() ([]byte, error)) ([]byte, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if kept, ok := e.last[format.Name]; ok && kept.key == key {
		return kept.file, nil
	}
	file, err := makeIt()
	if err != nil {
		return nil, err
	}
	if e.last == nil {
		e.last = map[string]exported{}
	}
	e.last[format.Name] = exported{key, file}
	return file, nil
}

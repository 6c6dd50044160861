package web

import (
	"bytes"

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

// exportMotion writes the motion as it stands. It is made whole before any of it
// is sent, and nothing is locked meanwhile.
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
	in := export.Input{Document: d.Document, Facts: export.Facts{
		Congress: v.congress.Title, Place: v.congress.Place, Day: v.congress.Day, Status: "Projet de motion",
		Contributions: figures.Contributions, Officials: figures.Authors, Departments: len(figures.Departments),
		Section: v.congress.Section, Ink: func(id consult.ThemeID) int { return themeMark(id, "").Ink },
	}}
	var b bytes.Buffer
	err = s.heavy(func() error {
		report, err := format.Write(&b, in)
		if len(report.Missing) > 0 {
			s.Log.Warn("export could not set everything", "format", format.Name, "missing", len(report.Missing))
		}
		return err
	})
	if err != nil {
		return err
	}
	v.Attachment("motion-" + string(v.congress.ID) + format.Extension)
	v.Set(fiber.HeaderContentType, format.MediaType)
	return v.Send(b.Bytes())
}

package web

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"unanime/consult"
	"unanime/internal/sheet"
	"unanime/internal/typography"
)

// exportContributions is what a search finds as a table, which the secretariat
// opens in Excel or LibreOffice: the texts as they were typed.
func (s *Site) exportContributions(v *visit) error {
	write, ok := tableFormats[v.Params("format")]
	if !ok {
		return fiber.ErrNotFound
	}
	if err := v.by.May(consult.ActExport); err != nil {
		return err
	}
	var file bytes.Buffer
	err := s.heavy(func() error {
		found, err := s.Register.Search(v.by, readFilters(v).query())
		if err != nil {
			return err
		}
		marks, err := s.themeMarks()
		if err != nil {
			return err
		}
		rows := make([][]string, len(found.Contributions))
		for i, f := range found.Contributions {
			rows[i] = tableRow(v.congress, f, marks[f.Theme])
		}
		return write(&file, rows)
	})
	if err != nil {
		return err
	}
	v.Attachment("contributions-" + string(v.congress.ID) + "." + v.Params("format"))
	return v.Send(file.Bytes())
}

var tableHeader = []string{"contribution", "reçue le", "canal", "département", "axe", "thème", "nom du thème", "hors délai", "texte"}

var tableFormats = map[string]func(*bytes.Buffer, [][]string) error{
	"csv": func(b *bytes.Buffer, rows [][]string) error {
		return sheet.WriteCSV(b, tableHeader, rows, sheet.WriteOptions{BOM: true, Semicolon: true, CRLF: true})
	},
	"xlsx": func(b *bytes.Buffer, rows [][]string) error {
		return sheet.WriteXLSX(b, "Contributions", tableHeader, rows)
	},
}

func tableRow(c consult.Congress, f consult.Filed, mark ThemeMark) []string {
	question, _ := c.Question(f.Question)
	var theme, late string
	if f.Theme != consult.Unplaced {
		theme = strconv.FormatUint(uint64(f.Theme), 10)
	}
	if f.Late {
		late = "oui"
	}
	return []string{
		f.ID.String(), f.Sent.In(typography.Paris()).Format("2006-01-02 15:04"), channelNames[f.Channel], f.Department,
		question.Title, theme, mark.Name, late, f.Text,
	}
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

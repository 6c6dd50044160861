package web

import (
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"unanime/consult"
	"unanime/internal/typography"
)

// NotesPage is the scribe's screen: one line for each intervention.
type NotesPage struct {
	Frame
	Form    NoteForm
	Account consult.AccountID // whose lines wait on this device
	Problem string
	Last    []TypedRow
	Max     int // bytes
}

// NoteForm is a line as it is typed.
type NoteForm struct {
	Key, Place, Speaker, Text string
	Official                  consult.OfficialID // 0 when only the name was typed
	Moment                    time.Time          // when it was said, for a line that waited; zero for now
}

// noteAge bounds how long a line may have waited on a device. A moment further
// back tells of a wrong clock.
const noteAge = 7 * 24 * time.Hour

func sentNote(v *visit, now time.Time) NoteForm {
	official, _ := strconv.ParseUint(v.form("elu"), 10, 64) // anything else is nobody
	moment, err := time.Parse(time.RFC3339, v.form("moment"))
	if err != nil || now.Sub(moment).Abs() > noteAge {
		moment = time.Time{}
	}
	return NoteForm{
		Key: v.form("cle"), Place: v.form("lieu"), Speaker: strings.TrimSpace(v.form("auteur")),
		Text: v.form("texte"), Official: consult.OfficialID(official), Moment: moment,
	}
}

func (s *Site) showNotes(v *visit) error {
	page, err := s.notesPage(v)
	if err != nil {
		return err
	}
	return s.views.show(v, "notes", page)
}

func (s *Site) notesPage(v *visit) (NotesPage, error) {
	rows, err := s.lastTyped(v, isNote)
	if err != nil {
		return NotesPage{}, err
	}
	page := NotesPage{
		Frame: s.frame(v, "Prise de notes"), Form: NoteForm{Key: uuid.NewString()},
		Account: v.by.Account, Last: rows, Max: consult.MaxText,
	}
	page.Wide = true
	if len(rows) > 0 {
		page.Form.Place = rows[0].Place
	}
	return page, nil
}

// NoteSaved answers the script of the page.
type NoteSaved struct {
	ID   string `json:"id"`
	Hour string `json:"hour"`
	Name string `json:"name"`
}

// saveNote takes a line in: the page's script asks for JSON, a browser without
// script for the next page.
func (s *Site) saveNote(v *visit) error {
	if err := v.by.May(consult.ActTranscribe); err != nil {
		return err
	}
	f := sentNote(v, s.Now())
	t := consult.Transcription{
		Key: f.Key, Author: f.Official, Channel: consult.Workshop, Speaker: f.Speaker,
		Place: f.Place, Text: f.Text, Received: f.Moment,
	}
	done, err := s.Register.Transcribe(v.by, t)
	script := v.Get(fiber.HeaderAccept) == fiber.MIMEApplicationJSON
	if mend := sheetProblem(err, len(f.Text)); mend != "" && !script {
		return s.noteAgain(v, f, mend)
	}
	if err != nil {
		return err
	}
	if !script {
		return v.see("/notes", "note")
	}
	author, err := s.Register.Official(v.by, done.Author)
	if err != nil {
		return err
	}
	return v.JSON(NoteSaved{done.ID.String(), typography.Hour(done.Sent), speakerName(author)})
}

func (s *Site) noteAgain(v *visit, f NoteForm, mend string) error {
	page, err := s.notesPage(v)
	if err != nil {
		return err
	}
	f.Key = page.Form.Key
	page.Form, page.Problem = f, french(mend)
	v.Status(fiber.StatusUnprocessableEntity)
	return s.views.show(v, "notes", page)
}

// speakerName is how a line of notes names its author.
func speakerName(o consult.Official) string {
	if o.Family == consult.NoName && o.Given == "" {
		return "Une intervention dans la salle"
	}
	return o.Name()
}

// origin says how a contribution came when it was not typed by its author:
// « papier, saisie par l’organisation, fiche 12, atelier de Cogny ».
func origin(c consult.Contribution) string {
	var parts []string
	add := func(shown bool, words string) {
		if shown {
			parts = append(parts, words)
		}
	}
	add(c.Channel == consult.Paper, "papier")
	add(c.Channel == consult.Phone, "téléphone")
	add(c.Channel == consult.Workshop, "atelier")
	add(c.EnteredBy != 0, french("saisie par l'organisation"))
	add(c.Sheet != "", "fiche"+typography.NoBreak+c.Sheet)
	add(c.Place != "", c.Place)
	return strings.Join(parts, ", ")
}

package web

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"unanime/assets/data"
	"unanime/consult"
	"unanime/internal/typography"
)

// SheetsPage is where the organisation types what came on paper, by phone or in
// a workshop, sheet after sheet, with the keyboard alone.
type SheetsPage struct {
	Frame
	Questions []consult.Question
	Form      SheetForm
	Corrects  *consult.Typed     // nil for a new sheet
	Choices   []consult.Official // who answers to the name, when it must be said
	Communes  []data.Commune     // likewise for the commune of somebody new
	Problem   string             // what to mend, "" for nothing
	Saved     *consult.Typed     // the sheet just typed, nil for none
	Twin      consult.ContributionID
	Last      []TypedRow
	Today     string
	Max       int // bytes
}

// TypedRow is one line of what was typed last.
type TypedRow struct {
	consult.Typed
	Mendable bool
}

// SheetForm is a sheet as it is typed, before it is judged.
type SheetForm struct {
	Key, Author             string // Author is the name as typed
	Official                consult.OfficialID
	Given, Family, Mandate  string // of somebody new
	Commune, INSEE          string
	Channel                 consult.Channel
	Place, Sheet, Day, Text string // Day as 2027-03-02
	Question                int
	Signed                  bool
}

// lastShown is how many of the last sheets stand beside the form.
const lastShown = 5

func sentSheet(v *visit) SheetForm {
	question, _ := strconv.Atoi(v.form("question"))         // anything else is no question
	official, _ := strconv.ParseUint(v.form("elu"), 10, 64) // anything else is nobody
	return SheetForm{
		Key: v.form("cle"), Author: v.form("auteur"), Official: consult.OfficialID(official),
		Given: v.form("prenom"), Family: v.form("nom"), Mandate: v.form("mandat"),
		Commune: v.form("commune"), INSEE: v.form("insee"),
		Channel: consult.Channel(v.form("canal")), Place: v.form("lieu"), Sheet: v.form("fiche"), Day: v.form("jour"),
		Text: v.form("texte"), Question: question, Signed: v.form("signer") == "oui",
	}
}

// transcription is the form as the register takes it, but for its author.
func (f SheetForm) transcription() (consult.Transcription, error) {
	t := consult.Transcription{
		Key: f.Key, Author: f.Official, Channel: f.Channel, Place: f.Place, Sheet: f.Sheet,
		Question: f.Question, Signed: f.Signed, Text: f.Text,
	}
	if f.Day == "" {
		return t, nil
	}
	day, err := time.ParseInLocation(time.DateOnly, f.Day, typography.Paris())
	if err != nil {
		return t, &consult.InvalidError{Field: "received", Why: consult.WhyDate}
	}
	t.Received = day.Add(12 * time.Hour)
	return t, nil
}

func (s *Site) showSheets(v *visit) error {
	page, err := s.sheetsPage(v)
	if err != nil {
		return err
	}
	saved, _ := strconv.ParseUint(v.Query("enregistree"), 10, 64) // anything else is none
	twin, _ := strconv.ParseUint(v.Query("deja"), 10, 64)
	for _, row := range page.Last {
		if uint64(row.ID) == saved {
			page.Saved, page.Twin = &row.Typed, consult.ContributionID(twin)
		}
	}
	return s.views.show(v, "fiches", page)
}

// sheetsPage is the next empty sheet: place, channel and day are those of the
// sheet before, its number the one after.
func (s *Site) sheetsPage(v *visit) (SheetsPage, error) {
	rows, err := s.lastTyped(v, func(t consult.Typed) bool { return !isNote(t) })
	if err != nil {
		return SheetsPage{}, err
	}
	form := SheetForm{Key: uuid.NewString(), Channel: consult.Paper, Day: paperDay(s.Now())}
	if len(rows) > 0 && rows[0].Mendable {
		before := rows[0]
		form.Channel, form.Place, form.Day, form.Sheet = before.Channel, before.Place, paperDay(before.Sent), nextSheet(before.Sheet)
	}
	page := SheetsPage{
		Frame: s.frame(v, "Saisir des fiches"), Questions: v.congress.Questions, Form: form,
		Last: rows, Today: paperDay(s.Now()), Max: consult.MaxText,
	}
	page.Wide = true
	return page, nil
}

// lastTyped returns the last few of what the visitor typed that pass the sieve.
func (s *Site) lastTyped(v *visit, keep func(consult.Typed) bool) (rows []TypedRow, err error) {
	typed, err := s.Register.LastTyped(v.by, 4*lastShown)
	for _, t := range typed {
		if keep(t) && len(rows) < lastShown {
			rows = append(rows, TypedRow{t, t.Correctable(s.Now())})
		}
	}
	return rows, err
}

// isNote tells a line of the scribe's screen from a sheet.
func isNote(t consult.Typed) bool { return t.Channel == consult.Workshop && t.Sheet == "" }

func paperDay(t time.Time) string { return t.In(typography.Paris()).Format(time.DateOnly) }

// nextSheet is the number after this one: 12 gives 13, B-09 gives B-10, and what
// does not end with a number gives nothing.
func nextSheet(number string) string {
	stem := strings.TrimRight(number, "0123456789")
	digits := number[len(stem):]
	n, err := strconv.Atoi(digits)
	if err != nil {
		return ""
	}
	next := strconv.Itoa(n + 1)
	return stem + strings.Repeat("0", max(0, len(digits)-len(next))) + next
}

// saveSheet takes the sheet in, or asks who is meant.
func (s *Site) saveSheet(v *visit) error {
	if err := v.by.May(consult.ActTranscribe); err != nil {
		return err
	}
	f := sentSheet(v)
	found, err := s.whoSpeaks(v, &f)
	if err != nil {
		return err
	}
	if v.form("chercher") != "" || found.problem != "" {
		return s.sheetAgain(v, f, found)
	}
	t, err := f.transcription()
	var done consult.Transcribed
	if err == nil {
		if t.By = found.by; f.Day == paperDay(s.Now()) {
			t.Received = time.Time{} // today: the hour of the typing
		}
		done, err = s.Register.Transcribe(v.by, t)
	}
	if mend := sheetProblem(err, len(f.Text)); mend != "" {
		return s.sheetAgain(v, f, speaker{problem: mend, by: found.by})
	}
	if err != nil {
		return err
	}
	return v.see(sheetSaved(done), "")
}

func sheetSaved(done consult.Transcribed) string {
	to := "/fiches?enregistree=" + strconv.FormatUint(uint64(done.ID), 10)
	if done.Twin != 0 {
		to += "&deja=" + strconv.FormatUint(uint64(done.Twin), 10)
	}
	return to
}

// sheetAgain shows the sheet with all that was typed, and what to mend.
func (s *Site) sheetAgain(v *visit, f SheetForm, found speaker) error {
	page, err := s.sheetsPage(v)
	if err != nil {
		return err
	}
	if len(f.Key) < 8 || len(f.Key) > 64 {
		f.Key = uuid.NewString()
	}
	page.Form, page.Choices, page.Communes = f, found.choices, found.communes
	page.Problem = french(found.problem)
	if v.form("chercher") == "" {
		v.Status(fiber.StatusUnprocessableEntity)
	}
	return s.views.show(v, "fiches", page)
}

// sheetProblem says how to mend a sheet, "" when it is not the sheet's fault.
func sheetProblem(err error, size int) string {
	e, ok := errors.AsType[*consult.InvalidError](err)
	switch {
	case errors.Is(err, consult.ErrNotFound):
		return "Cette personne n'est pas dans la liste : cherchez-la de nouveau."
	case !ok:
		return ""
	case e.Why == consult.WhyDate:
		return "La date de réception ne va pas : indiquez un jour passé, de moins d'un an."
	case e.Field == "text" && e.Why == consult.WhyEmpty:
		return "Le texte de la fiche est vide : recopiez au moins une phrase."
	case e.Why == consult.WhyTooLong && e.Field != "text":
		return "Une case est trop remplie : " + count(e.Limit, "caractère", "caractères") + " au plus pour un nom, un lieu ou un numéro."
	}
	return problem(err, size)
}

func (s *Site) typedByMe(v *visit) (consult.Typed, error) {
	f, err := s.find(v)
	if err != nil {
		return consult.Typed{}, err
	}
	switch {
	case !v.by.Can(consult.ActCorrect) || f.EnteredBy != v.by.Account:
		return consult.Typed{}, consult.ErrForbidden
	case !f.Stands():
		return consult.Typed{}, consult.ErrWithdrawn
	case !f.Correctable(s.Now()):
		return consult.Typed{}, consult.ErrClosed
	}
	author, err := s.Register.Official(v.by, f.Author)
	return consult.Typed{Filed: f, By: author}, err
}

func (s *Site) showCorrection(v *visit) error {
	typed, err := s.typedByMe(v)
	if err != nil {
		return err
	}
	return s.showCorrectionForm(v, typed, SheetForm{
		Channel: typed.Channel, Place: typed.Place, Sheet: typed.Sheet, Day: paperDay(typed.Sent),
		Text: typed.Text, Question: typed.Question, Signed: typed.Signed,
	}, "")
}

func (s *Site) showCorrectionForm(v *visit, typed consult.Typed, f SheetForm, mend string) error {
	page, err := s.sheetsPage(v)
	if err != nil {
		return err
	}
	page.Title, page.Form, page.Corrects, page.Problem = "Corriger "+typed.ID.String(), f, &typed, french(mend)
	return s.views.show(v, "fiches", page)
}

func (s *Site) correctSheet(v *visit) error {
	typed, err := s.typedByMe(v)
	if err != nil {
		return err
	}
	f := sentSheet(v)
	if f.Day == paperDay(typed.Sent) {
		f.Day = "" // keeps the hour too
	}
	version, _ := strconv.Atoi(v.form("version")) // anything else is no version that stands
	t, err := f.transcription()
	var done consult.Transcribed
	if err == nil {
		done, err = s.Register.Correct(v.by, consult.Correction{ID: typed.ID, Version: version, Transcription: t})
	}
	if mend := sheetProblem(err, len(f.Text)); mend != "" {
		f.Day = cmp.Or(f.Day, paperDay(typed.Sent))
		v.Status(fiber.StatusUnprocessableEntity)
		return s.showCorrectionForm(v, typed, f, mend)
	}
	if err != nil {
		return err
	}
	if isNote(typed) {
		return v.see("/notes", "note")
	}
	return v.see(sheetSaved(done), "")
}

// DiscardPage asks before what was typed goes.
type DiscardPage struct {
	Frame
	Typed consult.Typed
}

func (s *Site) showDiscard(v *visit) error {
	typed, err := s.typedByMe(v)
	if err != nil {
		return err
	}
	return s.views.show(v, "fiche-retirer", DiscardPage{s.frame(v, "Retirer "+typed.ID.String()), typed})
}

func (s *Site) discardSheet(v *visit) error {
	id, err := consult.ParseContributionID(v.Params("id"))
	if err != nil {
		return err
	}
	if err := s.Register.Discard(v.by, id); err != nil {
		return err
	}
	return v.see("/fiches", "fiche")
}

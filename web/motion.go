package web

import (
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"unanime/consult"
	"unanime/motion"
	"unanime/motion/text"
)

// MotionPage is the motion as it stands, numbers and thread in the margin.
type MotionPage struct {
	Frame
	Begun    bool
	Ready    bool // themes were accepted: it can be generated
	CanBegin bool
	CanEdit  bool
	View     MotionView
	Version  int
	Saved    time.Time
	NewID    string // of the proposition that « Ajouter » would make
}

// MotionView is the motion's text laid out for a page.
type MotionView struct {
	Title    string
	Blocks   []MotionBlock
	Taken    int // ideas behind a proposition
	Ideas    int // ideas in all
	Coverage float64
	Edit     bool // each proposition has a link to its form
}

// MotionBlock is one block of the register page.
type MotionBlock struct {
	Kind   string // the node's name in the schema
	Number int    // of a section or a proposition
	ID     string
	Mark   ThemeMark
	Node   *text.Node
	Ideas  int  // behind a proposition
	Here   bool // the proposition that is being edited
}

// takenUp returns, for each idea, the propositions that take it up, to those who
// may read the motion now.
func (s *Site) takenUp(v *visit) (map[consult.IdeaID][]motion.Proposition, error) {
	d, err := s.Desk.Read(v.by)
	if errors.Is(err, motion.ErrNotBegun) || errors.Is(err, consult.ErrForbidden) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	taken := map[consult.IdeaID][]motion.Proposition{}
	for _, p := range d.Document.Propositions() {
		for _, idea := range d.Document.Sources[p.ID] {
			taken[idea] = append(taken[idea], p)
		}
	}
	return taken, nil
}

func (s *Site) begun(v *visit) (bool, error) {
	_, err := s.Desk.Read(v.by)
	if errors.Is(err, motion.ErrNotBegun) || errors.Is(err, consult.ErrForbidden) {
		return false, nil
	}
	return err == nil, err
}

func (s *Site) showMotion(v *visit) error {
	page := MotionPage{Frame: s.frame(v, "Motion"), CanBegin: v.by.Can(consult.ActGenerateMotion), CanEdit: v.by.Can(consult.ActEditMotion)}
	d, err := s.Desk.Read(v.by)
	if errors.Is(err, motion.ErrNotBegun) || errors.Is(err, consult.ErrForbidden) {
		figures, err := s.Register.Figures()
		page.Ready = figures.Themes > 0
		if err != nil {
			return err
		}
		return s.views.show(v, "motion", page)
	}
	if err != nil {
		return err
	}
	page.Begun, page.Version, page.Saved, page.NewID = true, d.Version, d.At, uuid.NewString()
	page.Frame.Title, page.Wide = d.Document.Title(), true
	if page.View, err = s.motionView(d.Document, ""); err != nil {
		return err
	}
	page.View.Edit = page.CanEdit
	return s.views.show(v, "motion", page)
}

func (s *Site) motionView(d motion.Document, here motion.PropositionID) (MotionView, error) {
	cl, err := s.Register.Classification()
	if err != nil {
		return MotionView{}, err
	}
	marks, err := s.themeMarks()
	if err != nil {
		return MotionView{}, err
	}
	view := MotionView{Title: d.Title()}
	numbers := map[int]MotionBlock{}
	for _, sec := range d.Sections() {
		numbers[sec.Index] = MotionBlock{Number: sec.Number, ID: sec.ID, Mark: marks[sec.Theme]}
		for _, p := range sec.Propositions {
			numbers[p.Index] = MotionBlock{Number: p.Number, ID: string(p.ID), Mark: marks[p.Theme], Ideas: len(d.Sources[p.ID]), Here: p.ID == here}
		}
	}
	for i, n := range d.Root.Content {
		if n.Is("title") {
			continue
		}
		block := numbers[i]
		block.Kind, block.Node = n.Type.Name, n
		view.Blocks = append(view.Blocks, block)
	}
	view.Taken, view.Ideas = d.Coverage(cl.Ideas())
	view.Coverage = float64(view.Taken) / float64(max(1, view.Ideas))
	return view, nil
}

func (s *Site) generateMotion(v *visit) error {
	err := s.heavy(func() error {
		_, err := s.Desk.Begin(v.Context(), v.by)
		return err
	})
	if err != nil {
		return err
	}
	return v.see("/motion", "generee")
}

// PropositionPage edits one proposition, the motion beside it.
type PropositionPage struct {
	Frame
	Proposition motion.Proposition
	Wording     motion.Wording
	Mark        ThemeMark
	Sources     []Quote
	More        []Quote         // the other sources, folded
	Theirs      *motion.Wording // what stands now, when the page was not up to date
	Problem     string
	View        MotionView
	Version     int
	Saved       time.Time
	Before      *motion.Proposition
	After       *motion.Proposition
}

// sourcesShown is how many ideas stand open beside the proposition.
const sourcesShown = 8

func (s *Site) showProposition(v *visit) error {
	d, err := s.Desk.Read(v.by)
	if err != nil {
		return err
	}
	page, err := s.propositionPage(v, d)
	if err != nil {
		return err
	}
	return s.views.show(v, "proposition", page)
}

func (s *Site) propositionPage(v *visit, d motion.Draft) (PropositionPage, error) {
	if err := v.by.May(consult.ActEditMotion); err != nil {
		return PropositionPage{}, err
	}
	id := motion.PropositionID(v.Params("id"))
	p, err := d.Document.Proposition(id)
	if err != nil {
		return PropositionPage{}, err
	}
	page := PropositionPage{
		Frame: s.frame(v, "Proposition "+strconv.Itoa(p.Number)), Proposition: p, Wording: p.Wording(),
		Version: d.Version, Saved: d.At,
	}
	page.Wide = true
	all := d.Document.Propositions()
	if p.Number > 1 {
		page.Before = &all[p.Number-2]
	}
	if p.Number < len(all) {
		page.After = &all[p.Number]
	}
	if page.View, err = s.motionView(d.Document, id); err != nil {
		return page, err
	}
	page.View.Edit = true
	for _, b := range page.View.Blocks {
		if b.Here {
			page.Mark = b.Mark
		}
	}
	quotes, err := s.quotes(v, d.Document.Sources[id])
	shown := min(len(quotes), sourcesShown)
	page.Sources, page.More = quotes[:shown], quotes[shown:]
	return page, err
}

// quotes returns the beginning of each idea that stands.
func (s *Site) quotes(v *visit, ideas []consult.IdeaID) ([]Quote, error) {
	texts, err := s.Register.Texts(v.by, ideas)
	var quotes []Quote
	for _, idea := range ideas {
		if body, ok := texts[idea]; ok {
			quotes = append(quotes, quote(idea, body))
		}
	}
	return quotes, err
}

// saveProposition answers once the new wording is on disk. When the proposition
// changed meanwhile, both texts are shown and nothing is lost.
func (s *Site) saveProposition(v *visit) error {
	w := motion.Wording{ID: motion.PropositionID(v.Params("id")), Title: v.form("titre"), Body: v.form("texte"), Base: v.form("base")}
	_, err := s.Desk.Save(v.by, w)
	if err == nil {
		return v.see("/motion/propositions/"+string(w.ID), "enregistre")
	}
	stale, isStale := errors.AsType[*motion.StaleError](err)
	_, isInvalid := errors.AsType[*consult.InvalidError](err)
	if !isStale && !isInvalid {
		return err
	}
	d, derr := s.Desk.Read(v.by)
	if derr != nil {
		return derr
	}
	page, perr := s.propositionPage(v, d)
	if perr != nil {
		return perr
	}
	page.Wording = w
	if isStale {
		page.Theirs, page.Wording.Base = &stale.Now, stale.Now.Base
		v.Status(fiber.StatusConflict)
	} else {
		page.Problem = french(problem(err, max(len(w.Title), len(w.Body))))
		v.Status(fiber.StatusUnprocessableEntity)
	}
	return s.views.show(v, "proposition", page)
}

// addProposition adds one under an id that the page chose, so that a double
// click adds one.
func (s *Site) addProposition(v *visit) error {
	key, err := uuid.Parse(v.form("cle"))
	if err != nil {
		return errOldForm
	}
	id := motion.NewPropositionID(key.String(), 0)
	_, err = s.Desk.Add(v.by, id, motion.PropositionID(v.form("apres")), "Nouvelle proposition à rédiger.")
	if err != nil && !errors.Is(err, consult.ErrStale) {
		return err
	}
	return v.see("/motion/propositions/"+string(id), "ajoutee")
}

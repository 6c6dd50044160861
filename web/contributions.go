package web

import (
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"unanime/consult"
	"unanime/motion"
)

// MinePage is what an official sent, the newest first.
type MinePage struct {
	Frame
	Contributions []Card
	Open          bool // they can still be changed
	Deadline      time.Time
}

// Card is a contribution as a quotation with its thread.
type Card struct {
	consult.Filed
	Place    string // Lot (46)
	Question string
	Theme    ThemeMark
	State    string               // in words
	Taken    []motion.Proposition // those that take it up
	Said     []Piece              // the text cut at the words that were looked for; nil for none
}

// ContributionPage is one contribution: the receipt, for its author.
type ContributionPage struct {
	Frame
	Card   Card
	Mine   bool
	Open   bool
	Author consult.Official
}

func (s *Site) showMine(v *visit) error {
	if v.by.Role == consult.Public {
		return v.see("/entrer", "")
	}
	mine, err := s.Register.Mine(v.by)
	if err != nil {
		return err
	}
	cards, err := s.cards(v, mine)
	if err != nil {
		return err
	}
	return s.views.show(v, "mes-contributions", MinePage{
		Frame: s.frame(v, "Mes contributions"), Contributions: cards,
		Open: v.phase == consult.Collect, Deadline: v.congress.Freeze(),
	})
}

// cards gives each contribution its theme and the propositions that take it up.
func (s *Site) cards(v *visit, filed []consult.Filed) ([]Card, error) {
	marks, err := s.themeMarks()
	if err != nil {
		return nil, err
	}
	taken, err := s.takenUp(v)
	if err != nil {
		return nil, err
	}
	cards := make([]Card, len(filed))
	for i, f := range filed {
		question, _ := v.congress.Question(f.Question)
		cards[i] = Card{Filed: f, Place: place(f.Department), Question: question.Title, Theme: marks[f.Theme], Taken: taken[f.ID.Whole()]}
		cards[i].State = state(cards[i])
	}
	return cards, nil
}

// state says where a contribution is on its way, in words.
func state(c Card) string {
	switch {
	case !c.Stands():
		return "retirée"
	case len(c.Taken) > 0:
		return "reprise" // the card names the propositions
	case c.Theme.ID != 0:
		return "classée dans le thème " + strconv.FormatUint(uint64(c.Theme.ID), 10)
	case c.Late:
		return "reçue hors délai"
	}
	return "reçue"
}

func (s *Site) find(v *visit) (consult.Filed, error) {
	id, err := consult.ParseContributionID(v.Params("id"))
	if err != nil {
		return consult.Filed{}, err
	}
	return s.Register.Contribution(v.by, id)
}

func (s *Site) showContribution(v *visit) error {
	f, err := s.find(v)
	if err != nil {
		return err
	}
	cards, err := s.cards(v, []consult.Filed{f})
	if err != nil {
		return err
	}
	author, err := s.Register.Official(v.by, f.Author)
	if err != nil {
		return err
	}
	return s.views.show(v, "contribution", ContributionPage{
		Frame: s.frame(v, "Contribution "+f.ID.String()), Card: cards[0], Author: author,
		Mine: f.Author == v.by.Official, Open: v.phase == consult.Collect,
	})
}

// showContributionJSON gives the text back exactly as it was sent.
func (s *Site) showContributionJSON(v *visit) error {
	f, err := s.find(v)
	if err != nil {
		return err
	}
	return v.JSON(struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}{f.ID.String(), f.Text})
}

func (s *Site) showAmend(v *visit) error {
	f, err := s.find(v)
	if err != nil {
		return err
	}
	return s.showAmendForm(v, f, nil)
}

func (s *Site) showAmendForm(v *visit, f consult.Filed, change func(*FormPage)) error {
	switch {
	case f.Author != v.by.Official:
		return consult.ErrForbidden
	case !f.Stands():
		return consult.ErrWithdrawn
	case v.phase != consult.Collect:
		return consult.ErrClosed
	}
	page, err := s.formPage(v, consult.Form{Text: f.Text, Question: f.Question, Signed: f.Signed})
	if err != nil {
		return err
	}
	page.Title, page.Amends, page.Version = "Modifier "+f.ID.String(), &f.Contribution, f.Version
	if change != nil {
		change(&page)
	}
	return s.views.show(v, "contribuer", page)
}

func (s *Site) amendContribution(v *visit) error {
	f, err := s.find(v)
	if err != nil {
		return err
	}
	version, _ := strconv.Atoi(v.form("version")) // anything else is no version that stands
	sent := sentForm(v)
	_, err = s.Register.Amend(v.by, consult.Change{ID: f.ID, Version: version, Text: sent.Text, Signed: sent.Signed})
	again := func(status int, change func(*FormPage)) error {
		v.Status(status)
		return s.showAmendForm(v, f, func(p *FormPage) {
			p.Form.Text, p.Form.Signed = sent.Text, sent.Signed
			change(p)
		})
	}
	if _, ok := errors.AsType[*consult.InvalidError](err); ok {
		return again(fiber.StatusUnprocessableEntity, func(p *FormPage) { p.Problem = french(problem(err, len(sent.Text))) })
	}
	if errors.Is(err, consult.ErrStale) {
		return again(fiber.StatusConflict, func(p *FormPage) { p.Theirs = f.Text })
	}
	if err != nil {
		return err
	}
	return v.see("/contributions/"+strconv.FormatUint(uint64(f.ID), 10), "modifiee")
}

func (s *Site) showWithdraw(v *visit) error {
	f, err := s.find(v)
	if err != nil {
		return err
	}
	if f.Author != v.by.Official {
		return consult.ErrForbidden
	}
	cards, err := s.cards(v, []consult.Filed{f})
	if err != nil {
		return err
	}
	return s.views.show(v, "retirer", ContributionPage{Frame: s.frame(v, "Retirer "+f.ID.String()), Card: cards[0], Mine: true})
}

func (s *Site) withdrawContribution(v *visit) error {
	id, err := consult.ParseContributionID(v.Params("id"))
	if err != nil {
		return err
	}
	if err := s.Register.Withdraw(v.by, id); err != nil {
		return err
	}
	return v.see("/mes-contributions", "retiree")
}

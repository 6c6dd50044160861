package web

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"unanime/consult"
)

// FormPage is the form of a contribution, new or amended.
type FormPage struct {
	Frame
	Official  consult.Official
	Questions []consult.Question
	Form      consult.Form
	Amends    *consult.Contribution // nil for a new one
	Version   int                   // the version that is amended
	Late      bool
	Theirs    string // what stands now, when the page was not up to date
	Problem   string // what to mend, "" for nothing
	Max       int    // bytes
}

// ReviewPage shows a contribution before it is sent.
type ReviewPage struct {
	Frame
	Form     consult.Form
	Question consult.Question // zero when there is none
}

func (s *Site) showForm(v *visit) error {
	if v.by.Role == consult.Public {
		return v.see("/entrer", "")
	}
	page, err := s.formPage(v, consult.Form{Key: uuid.NewString(), Signed: false})
	if err != nil {
		return err
	}
	return s.views.show(v, "contribuer", page)
}

func (s *Site) formPage(v *visit, f consult.Form) (FormPage, error) {
	if err := v.by.May(consult.ActSubmit); err != nil {
		return FormPage{}, err
	}
	official, err := s.Register.Official(v.by, v.by.Official)
	if err != nil {
		return FormPage{}, err
	}
	return FormPage{
		Frame: s.frame(v, "Votre contribution"), Official: official, Questions: v.congress.Questions,
		Form: f, Late: v.phase != consult.Collect, Max: consult.MaxText,
	}, nil
}

// sentForm reads the form as it was sent, without judging it.
func sentForm(v *visit) consult.Form {
	question, _ := strconv.Atoi(v.form("question")) // anything else is no question
	return consult.Form{Key: v.form("cle"), Text: v.form("texte"), Question: question, Signed: v.form("signer") == "oui"}
}

// reviewContribution shows what would be sent. Nothing is kept yet.
func (s *Site) reviewContribution(v *visit) error {
	if err := v.by.May(consult.ActSubmit); err != nil {
		return err
	}
	f := sentForm(v)
	if v.form("retour") != "" {
		return s.formAgain(v, f, nil)
	}
	if err := consult.CheckText(f.Text); err != nil {
		return s.formAgain(v, f, err)
	}
	question, _ := v.congress.Question(f.Question)
	return s.views.show(v, "relire", ReviewPage{Frame: s.frame(v, "Relire votre contribution"), Form: f, Question: question})
}

// submitContribution answers once the contribution is on disk. The same form
// sent twice leads to the same receipt.
func (s *Site) submitContribution(v *visit) error {
	f := sentForm(v)
	c, err := s.Register.SubmitWithReceipt(v.by, f, s.letters(v).receipt)
	if _, ok := errors.AsType[*consult.InvalidError](err); ok {
		return s.formAgain(v, f, err)
	}
	if err != nil {
		return err
	}
	return v.see("/contributions/"+strconv.FormatUint(uint64(c.ID), 10), "")
}

// formAgain shows the form with all that was typed, and what to mend.
func (s *Site) formAgain(v *visit, f consult.Form, cause error) error {
	if len(f.Key) < 8 || len(f.Key) > 64 {
		f.Key = uuid.NewString()
	}
	page, err := s.formPage(v, f)
	if err != nil {
		return err
	}
	if cause != nil {
		page.Problem = french(problem(cause, len(f.Text)))
		v.Status(fiber.StatusUnprocessableEntity)
	}
	return s.views.show(v, "contribuer", page)
}

// problem says how to mend a field.
func problem(err error, size int) string {
	e, ok := errors.AsType[*consult.InvalidError](err)
	if !ok {
		return ""
	}
	switch e.Why {
	case consult.WhyEmpty:
		return "Ce champ est vide : écrivez au moins une phrase."
	case consult.WhyTooLong:
		over := size - e.Limit
		if e.Field == "name" {
			return "Ce nom est trop long : " + count(e.Limit, "caractère", "caractères") + " au plus."
		}
		return "Ce texte est trop long : retirez environ " + count(over, "caractère", "caractères") + ", ou envoyez-le en plusieurs contributions. Il est toujours là, en entier."
	case consult.WhyNotText:
		return "Ce texte contient des caractères illisibles : recopiez-le sans mise en forme, ou retapez le passage abîmé."
	case consult.WhyUnknown:
		return "Ce choix n'existe pas : choisissez dans la liste."
	}
	return ""
}

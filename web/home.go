package web

import (
	"fmt"
	"time"
	"unicode"
	"unicode/utf8"

	"unanime/consult"
	"unanime/internal/typography"
)

// HomePage is the first page anyone sees.
type HomePage struct {
	Frame
	Congress consult.Congress
	Open     bool   // contributions are taken now
	Deadline string // in words, "" when there is none
	Steps    []Step
	Figures  consult.Figures
	Map      TileMap
}

// Step is one of the four steps that people see of the seven phases.
type Step struct {
	Name, Detail string
	Now, Done    bool
}

func (s *Site) showHome(v *visit) error {
	figures, err := s.Register.Figures()
	if err != nil {
		return err
	}
	page := HomePage{
		Frame: s.frame(v, "Accueil"), Congress: v.congress, Open: v.phase == consult.Collect,
		Steps: steps(v, figures), Figures: figures, Map: tileMap(figures.Departments),
	}
	if freeze := v.congress.Freeze(); !freeze.IsZero() {
		page.Deadline = deadline(freeze)
	}
	page.Wide = true
	return s.views.show(v, "accueil", page)
}

// deadline says until when: the first instant of a day is the midnight of the
// day before.
func deadline(t time.Time) string {
	if paris := t.In(typography.Paris()); paris.Hour() == 0 && paris.Minute() == 0 {
		return typography.Date(paris.Add(-time.Second)) + " à minuit"
	}
	return typography.DateTime(t)
}

func steps(v *visit, f consult.Figures) []Step {
	received := count(f.Contributions, "contribution", "contributions") + " de " +
		count(f.Authors, "élu·e", "élu·es") + ", " + count(len(f.Departments), "département", "départements")
	from := func(p consult.Phase) string {
		at, ok := v.congress.Opens(p)
		if !ok {
			return ""
		}
		return "à partir du " + typography.Date(at)
	}
	day := typography.Date(v.congress.Day)
	if v.congress.Place != "" {
		day += ", " + v.congress.Place
	}
	all := []struct {
		Step
		first, last consult.Phase
	}{
		{Step{Name: "Contributions", Detail: received}, consult.Collect, consult.Collect},
		{Step{Name: "Classement par thèmes", Detail: themesDetail(f, from(consult.Classify))}, consult.Classify, consult.Classify},
		{Step{Name: "Congrès et rédaction", Detail: capital(day)}, consult.Draft, consult.Vote},
		{Step{Name: "Motion et suivi", Detail: "remise au Gouvernement, réponses reçues"}, consult.Publish, consult.Follow},
	}
	out := make([]Step, len(all))
	for i, a := range all {
		a.Now = v.phase >= a.first && v.phase <= a.last
		a.Done = v.phase > a.last
		a.Name = fmt.Sprintf("%d. %s", i+1, a.Name)
		out[i] = a.Step
	}
	return out
}

func themesDetail(f consult.Figures, otherwise string) string {
	if f.Themes == 0 {
		return otherwise
	}
	return count(f.Themes, "thème", "thèmes")
}

// capital puts the first letter in upper case.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// TextPage is a page of plain information.
type TextPage struct {
	Frame
	Congress consult.Congress
	Today    time.Time
}

var textTitles = map[string]string{
	"aide":          "Aide",
	"mentions":      "Mentions légales",
	"donnees":       "Données personnelles",
	"accessibilite": "Accessibilité",
}

func (s *Site) showText(name string) handler {
	return func(v *visit) error {
		return s.views.show(v, name, TextPage{Frame: s.frame(v, textTitles[name]), Congress: v.congress, Today: s.Now()})
	}
}

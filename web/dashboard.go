package web

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"unanime/consult"
	"unanime/motion"
)

// DashboardPage is where an organiser begins: the phase, what is to be done, and
// figures that each open the contributions behind them. Who reads it may read
// every contribution, so small counts are shown; the public's home tells ranges.
type DashboardPage struct {
	Frame
	Phase     string // « Recueil des contributions, jusqu'au … »
	Figures   []Figure
	Todo      []Figure
	Timeline  Timeline
	Map       TileMap
	Breakdown []Breakdown
}

// Figure is a number that leads to what it counts.
type Figure struct {
	Number int
	Name   string
	Path   string
}

// Breakdown divides the contributions by one of their traits.
type Breakdown struct {
	Title, Head string
	Rows        []Part
}

// Part is one line of a breakdown.
type Part struct {
	Figure
	Mark  *ThemeMark // for themes only
	Share float64    // of all contributions, in [0,1]
	Bar   int        // its length, 100 for the largest of the table
}

var phaseNames = map[consult.Phase]string{
	consult.Prepare: "Préparation", consult.Collect: "Recueil des contributions", consult.Classify: "Classement par thèmes",
	consult.Draft: "Rédaction", consult.Vote: "Vote", consult.Publish: "Publication", consult.Follow: "Suivi",
}

func (s *Site) showDashboard(v *visit) error {
	if err := v.by.May(consult.ActReadAll); err != nil {
		return err
	}
	f, err := s.Register.Figures()
	if err != nil {
		return err
	}
	page := DashboardPage{Frame: s.frame(v, "Tableau de bord"), Phase: phaseLine(v), Timeline: timeline(f.Hours), Map: tileMap(f.Departments)}
	page.Wide = true
	page.Figures = []Figure{
		{f.Contributions, plural(f.Contributions, "contribution", "contributions"), "/contributions"},
		{f.Authors, plural(f.Authors, "élu·e a contribué", "élu·es ont contribué"), "/contributions?ordre=date"},
		{len(f.Departments), plural(len(f.Departments), "département", "départements"), "/contributions?ordre=departement"},
		{f.Themes, plural(f.Themes, "thème accepté", "thèmes acceptés"), "/themes"},
		{f.Late, "hors délai", Filters{Late: true}.address("/contributions", 1)},
		{f.Withdrawn, plural(f.Withdrawn, "retirée", "retirées"), Filters{Withdrawn: true}.address("/contributions", 1)},
	}
	if page.Todo, err = s.todo(v, f); err != nil {
		return err
	}
	if page.Breakdown, err = s.breakdowns(v, f); err != nil {
		return err
	}
	return s.views.show(v, "tableau", page)
}

func phaseLine(v *visit) string {
	line := phaseNames[v.phase]
	if at, ok := v.congress.Opens(v.phase + 1); ok {
		line += ", jusqu'au " + deadline(at)
	}
	return french(line)
}

// todo is what waits for a person, the most pressing first.
func (s *Site) todo(v *visit, f consult.Figures) (todo []Figure, err error) {
	add := func(n int, one, many, path string) {
		if n > 0 {
			todo = append(todo, Figure{n, french(plural(n, one, many)), path})
		}
	}
	add(f.Offered, "thème proposé par la machine, à accepter ou non", "thèmes proposés par la machine, à accepter ou non", "/themes#propose")
	if f.Themes > 0 {
		add(f.Placed[consult.Unplaced], "idée à classer", "idées à classer", Filters{Theme: "0"}.address("/contributions", 1))
	} else if f.Offered == 0 {
		add(f.Contributions, "idée à regrouper : demandez un classement", "idées à regrouper : demandez un classement", "/themes#proposer")
	}
	d, err := s.Desk.Read(v.by)
	if errors.Is(err, motion.ErrNotBegun) {
		add(f.Themes, "thème dont la motion est à générer", "thèmes dont la motion est à générer", "/themes")
		return todo, nil
	}
	if err != nil {
		return nil, err
	}
	blank := 0
	for _, p := range d.Document.Propositions() {
		if strings.TrimSpace(p.Title) == "" {
			blank++
		}
	}
	add(blank, "proposition à rédiger", "propositions à rédiger", "/motion")
	add(d.Document.Figures().Additions, "proposition sans idée rattachée", "propositions sans idée rattachée", "/motion")
	return todo, nil
}

func (s *Site) breakdowns(v *visit, f consult.Figures) ([]Breakdown, error) {
	themes, err := s.Register.Themes()
	if err != nil {
		return nil, err
	}
	byTheme := Breakdown{Title: "Par thème", Head: "Thème"}
	for _, t := range themes {
		mark := themeMark(t.ID, t.Name)
		byTheme.add(Part{Figure: Figure{f.Placed[t.ID], t.Name, Filters{Theme: strconv.FormatUint(uint64(t.ID), 10)}.address("/contributions", 1)}, Mark: &mark})
	}
	byTheme.add(Part{Figure: Figure{f.Placed[consult.Unplaced], "À classer", Filters{Theme: "0"}.address("/contributions", 1)}})
	byQuestion := Breakdown{Title: "Par axe", Head: "Axe"}
	for _, q := range v.congress.Questions {
		byQuestion.add(Part{Figure: Figure{f.Questions[q.Number], strconv.Itoa(q.Number) + ". " + q.Title, Filters{Question: strconv.Itoa(q.Number)}.address("/contributions", 1)}})
	}
	byQuestion.add(Part{Figure: Figure{f.Questions[0], "Sans axe", Filters{Question: "0"}.address("/contributions", 1)}})
	byChannel := Breakdown{Title: "Par canal", Head: "Canal"}
	for _, c := range channelOrder {
		byChannel.add(Part{Figure: Figure{f.Channels[c], capital(channelNames[c]), Filters{Channel: string(c)}.address("/contributions", 1)}})
	}
	byDepartment := Breakdown{Title: "Par département", Head: "Département"}
	for _, code := range sortedKeys(f.Departments) {
		byDepartment.add(Part{Figure: Figure{f.Departments[code], place(code), Filters{Department: code}.address("/contributions", 1)}})
	}
	slices.SortStableFunc(byDepartment.Rows, func(a, b Part) int { return cmp.Compare(b.Number, a.Number) })
	all := []Breakdown{byTheme, byQuestion, byChannel, byDepartment}
	for _, b := range all {
		b.measure(f.Contributions)
	}
	return all, nil
}

func (b *Breakdown) add(p Part) { b.Rows = append(b.Rows, p) }

func (b *Breakdown) measure(total int) {
	most := 1
	for _, r := range b.Rows {
		most = max(most, r.Number)
	}
	for i := range b.Rows {
		r := &b.Rows[i]
		r.Share, r.Bar = float64(r.Number)/float64(max(1, total)), (100*r.Number+most-1)/most
	}
}

// plural is the noun alone: the number stands elsewhere. In French 0 and 1 are
// singular.
func plural(n int, one, many string) string {
	if n < 2 {
		return one
	}
	return many
}

package web

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"unanime/cluster"
	"unanime/consult"
)

// inks is how many colours themes have; from the next one on they come again
// with a ring.
const inks = 8

// ThemeMark is how a theme is told apart everywhere: number, name and ink.
type ThemeMark struct {
	ID   consult.ThemeID
	Name string
	Ink  int // 1 to inks; 0 for no theme
	Ring bool
}

func themeMark(id consult.ThemeID, name string) ThemeMark {
	if id == 0 {
		return ThemeMark{Name: "À classer"}
	}
	return ThemeMark{ID: id, Name: name, Ink: int(id-1)%inks + 1, Ring: id > inks}
}

func (s *Site) themeMarks() (map[consult.ThemeID]ThemeMark, error) {
	themes, err := s.Register.Themes()
	marks := make(map[consult.ThemeID]ThemeMark, len(themes))
	for _, t := range themes {
		marks[t.ID] = themeMark(t.ID, t.Name)
	}
	return marks, err
}

// ThemesPage is the workshop: what is accepted, and what the machine offers.
type ThemesPage struct {
	Frame
	Total    int // ideas
	Themes   []ThemeRow
	Unplaced int
	Proposal *consult.Proposal
	Groups   []GroupRow // offered, not yet accepted
	Warning  string
	CanSort  bool
	Begun    bool // there is a motion
	Problem  string
}

// ThemeRow is an accepted theme in the table.
type ThemeRow struct {
	Mark        ThemeMark
	Words       []string
	Ideas       int
	Departments int
	Share       float64
}

// GroupRow is a theme that is only proposed.
type GroupRow struct {
	consult.Group
	Sure    int // ideas that would be placed
	Typical []Quote
}

// Quote is a piece of a contribution with its reference.
type Quote struct {
	Idea      consult.IdeaID
	Reference string
	Text      string
}

func (s *Site) showThemes(v *visit) error {
	page, err := s.themesPage(v)
	if err != nil {
		return err
	}
	return s.views.show(v, "themes", page)
}

func (s *Site) themesPage(v *visit) (ThemesPage, error) {
	if err := v.by.May(consult.ActReadAll); err != nil {
		return ThemesPage{}, err
	}
	cl, err := s.Register.Classification()
	if err != nil {
		return ThemesPage{}, err
	}
	page := ThemesPage{Frame: s.frame(v, "Thèmes"), Unplaced: len(cl.Unplaced), Total: len(cl.Unplaced), Proposal: cl.Proposal, CanSort: v.by.Can(consult.ActMoveIdea)}
	for _, t := range cl.Themes {
		page.Total += len(t.Ideas)
	}
	for _, t := range cl.Themes {
		row := ThemeRow{Mark: themeMark(t.ID, t.Name), Words: t.Words, Ideas: len(t.Ideas), Departments: t.Departments}
		row.Share = float64(row.Ideas) / float64(max(1, page.Total))
		if row.Share > 0.4 {
			page.Warning = french(fmt.Sprintf("Le thème %d réunit %.0f %% des idées : il gagnerait à être scindé.", t.ID, row.Share*100))
		}
		page.Themes = append(page.Themes, row)
	}
	if page.Groups, err = s.groupRows(v, cl.Proposal); err != nil {
		return page, err
	}
	page.Begun, err = s.begun(v)
	page.Wide = true
	return page, err
}

func (s *Site) groupRows(v *visit, p *consult.Proposal) ([]GroupRow, error) {
	if p == nil {
		return nil, nil
	}
	var rows []GroupRow
	var typical []consult.IdeaID
	for _, g := range p.Groups {
		if g.Theme != 0 {
			continue
		}
		row := GroupRow{Group: g}
		for _, in := range g.Ideas {
			if !in.Unplaced {
				row.Sure++
			}
		}
		rows = append(rows, row)
		typical = append(typical, g.Typical...)
	}
	texts, err := s.Register.Texts(v.by, typical)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		for _, id := range rows[i].Group.Typical {
			if body, ok := texts[id]; ok {
				rows[i].Typical = append(rows[i].Typical, quote(id, body))
			}
		}
	}
	return rows, nil
}

func quote(id consult.IdeaID, body string) Quote {
	return Quote{Idea: id, Reference: id.Contribution.String(), Text: excerpt(body, 200)}
}

// excerpt is the beginning of a text, cut between words, at most n characters.
func excerpt(body string, n int) string {
	if utf8.RuneCountInString(body) <= n {
		return body
	}
	runes := []rune(body)[:n]
	for i := len(runes) - 1; i > n/2; i-- {
		if runes[i] == ' ' {
			runes = runes[:i]
			break
		}
	}
	return string(runes) + " […]"
}

// ThemePage is one theme, or « à classer », with its ideas.
type ThemePage struct {
	Frame
	Mark    ThemeMark
	Words   []string
	Ideas   []IdeaRow
	Themes  []ThemeMark // where an idea may go
	CanSort bool
	Problem string // with the name
	Name    string // as typed
}

// IdeaRow is an idea where it stands.
type IdeaRow struct {
	consult.Placed
	Text  string
	Place string
}

func (s *Site) showTheme(v *visit) error {
	n, err := strconv.ParseUint(v.Params("id"), 10, 64)
	if err != nil {
		return consult.ErrNotFound
	}
	page, err := s.themePage(v, consult.ThemeID(n))
	if err != nil {
		return err
	}
	return s.views.show(v, "theme", page)
}

func (s *Site) themePage(v *visit, id consult.ThemeID) (ThemePage, error) {
	if err := v.by.May(consult.ActReadAll); err != nil {
		return ThemePage{}, err
	}
	cl, err := s.Register.Classification()
	if err != nil {
		return ThemePage{}, err
	}
	ideas, page := cl.Unplaced, ThemePage{Mark: themeMark(0, ""), CanSort: v.by.Can(consult.ActMoveIdea)}
	found := id == consult.Unplaced
	for _, t := range cl.Themes {
		mark := themeMark(t.ID, t.Name)
		page.Themes = append(page.Themes, mark)
		if t.ID == id {
			ideas, page.Mark, page.Words, page.Name, found = t.Ideas, mark, t.Words, t.Name, true
		}
	}
	if !found {
		return page, consult.ErrNotFound
	}
	page.Frame = s.frame(v, page.Mark.Name)
	page.Ideas, err = s.ideaRows(v, ideas)
	return page, err
}

func (s *Site) ideaRows(v *visit, ideas []consult.Placed) ([]IdeaRow, error) {
	ids := make([]consult.IdeaID, len(ideas))
	for i, p := range ideas {
		ids[i] = p.Idea
	}
	texts, err := s.Register.Texts(v.by, ids)
	if err != nil {
		return nil, err
	}
	rows := make([]IdeaRow, len(ideas))
	for i, p := range ideas {
		rows[i] = IdeaRow{Placed: p, Text: texts[p.Idea], Place: place(p.Contribution.Department)}
	}
	return rows, nil
}

func (s *Site) proposeThemes(v *visit) error {
	k, err := strconv.Atoi(v.form("nombre"))
	if err != nil && v.form("nombre") != "" || k < 0 {
		return &consult.InvalidError{Field: "nombre", Why: consult.WhyUnknown}
	}
	err = s.heavy(func() error {
		_, err := s.Register.Propose(v.Context(), v.by, cluster.Options{K: k, Seed: 1})
		return err
	})
	if err != nil {
		return err
	}
	return v.see("/themes", "proposes")
}

func (s *Site) acceptThemes(v *visit) error {
	proposal, err := strconv.ParseUint(v.form("proposition"), 10, 64)
	if err != nil {
		return consult.ErrStale
	}
	var groups []int
	if g := v.form("groupe"); g != "" {
		n, err := strconv.Atoi(g)
		if err != nil {
			return consult.ErrNotFound
		}
		groups = append(groups, n)
	}
	if _, err := s.Register.Accept(v.by, consult.ProposalID(proposal), groups...); err != nil {
		return err
	}
	return v.see("/themes", "acceptes")
}

func (s *Site) renameTheme(v *visit) error {
	n, err := strconv.ParseUint(v.Params("id"), 10, 64)
	if err != nil {
		return consult.ErrNotFound
	}
	name := v.form("nom")
	err = s.Register.Rename(v.by, consult.ThemeID(n), name)
	if _, ok := errors.AsType[*consult.InvalidError](err); ok {
		page, perr := s.themePage(v, consult.ThemeID(n))
		if perr != nil {
			return perr
		}
		page.Problem, page.Name = french(problem(err, 0)), name
		v.Status(fiber.StatusUnprocessableEntity)
		return s.views.show(v, "theme", page)
	}
	if err != nil {
		return err
	}
	return v.see("/themes/"+v.Params("id"), "renomme")
}

func (s *Site) moveIdea(v *visit) error {
	idea, err := consult.ParseIdeaID(v.Params("id"))
	if err != nil {
		return err
	}
	to, err := strconv.ParseUint(v.form("theme"), 10, 64)
	if err != nil {
		return consult.ErrNotFound
	}
	if err := s.Register.Move(v.by, idea, consult.ThemeID(to)); err != nil {
		return err
	}
	back := "/themes"
	if from, err := strconv.ParseUint(v.form("depuis"), 10, 64); err == nil {
		back += "/" + strconv.FormatUint(from, 10)
	}
	return v.see(back, "deplacee")
}

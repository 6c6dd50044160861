package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"unanime/consult"
	"unanime/internal/typography"
)

// ContributionsPage lists what a search finds, page by page. All of the search
// is in the address, so that it can be kept and sent.
type ContributionsPage struct {
	Frame
	Filters                                          Filters
	Themes, Questions, Departments, Channels, Orders []Option
	Cards                                            []Card
	Total                                            int
	Page, Pages                                      int
	CanExport                                        bool
}

// Previous is the address of the page before this one.
func (p ContributionsPage) Previous() string { return p.Filters.address("/contributions", p.Page-1) }

// Next is the address of the page after this one.
func (p ContributionsPage) Next() string { return p.Filters.address("/contributions", p.Page+1) }

// Export is the address of all that is found as a file.
func (p ContributionsPage) Export(format string) string {
	return p.Filters.address("/export/contributions."+format, 1)
}

// Option is a line of a list to choose from.
type Option struct {
	Value, Name string
	Chosen      bool
}

// Piece is a stretch of a text; Found if it was looked for.
type Piece struct {
	Text  string
	Found bool
}

const perPage = 40

// maxWords bounds a search, in bytes: nobody types more.
const maxWords = 300

// Filters are a search as the address says it; "" is any. What means nothing is
// left out.
type Filters struct {
	Words, Theme, Question, Department, Channel, Day, Order string
	Late, Withdrawn                                         bool
}

var channelNames = map[consult.Channel]string{
	consult.Online: "en ligne", consult.Paper: "papier", consult.Phone: "téléphone", consult.Workshop: "atelier",
}

var channelOrder = []consult.Channel{consult.Online, consult.Paper, consult.Phone, consult.Workshop}

var orders = []Option{{Value: "", Name: "numéro"}, {Value: "date", Name: "date, les plus récentes d'abord"}, {Value: "departement", Name: "département"}}

// read takes a search from the address.
func readFilters(v *visit) Filters {
	words := strings.Join(strings.Fields(strings.ToValidUTF8(v.Query("q"), "")), " ")
	f := Filters{
		Words: strings.ToValidUTF8(words[:min(len(words), maxWords)], ""), Theme: v.Query("theme"), Question: v.Query("axe"),
		Department: v.Query("departement"), Channel: v.Query("canal"), Day: v.Query("jour"), Order: v.Query("ordre"),
		Late: v.Query("horsdelai") != "", Withdrawn: v.Query("retirees") != "",
	}
	for _, number := range []*string{&f.Theme, &f.Question} {
		if n, err := strconv.ParseUint(*number, 10, 31); err != nil {
			*number = ""
		} else {
			*number = strconv.FormatUint(n, 10)
		}
	}
	if _, err := time.Parse(time.DateOnly, f.Day); err != nil {
		f.Day = ""
	}
	if _, known := channelNames[consult.Channel(f.Channel)]; !known {
		f.Channel = ""
	}
	if !slices.ContainsFunc(orders, func(o Option) bool { return o.Value == f.Order }) {
		f.Order = ""
	}
	return f
}

// Narrow says whether anything is looked for.
func (f Filters) Narrow() bool {
	f.Order = ""
	return f != Filters{}
}

// Refined says whether more than words is looked for.
func (f Filters) Refined() bool {
	f.Words = ""
	return f != Filters{}
}

func (f Filters) address(path string, page int) string {
	q := url.Values{}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	yes := func(is bool) string { return map[bool]string{true: "oui"}[is] }
	set("q", f.Words)
	set("theme", f.Theme)
	set("axe", f.Question)
	set("departement", f.Department)
	set("canal", f.Channel)
	set("jour", f.Day)
	set("horsdelai", yes(f.Late))
	set("retirees", yes(f.Withdrawn))
	set("ordre", f.Order)
	if page > 1 {
		set("page", strconv.Itoa(page))
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// query is the search in the words of the trade.
func (f Filters) query() consult.Query {
	q := consult.Query{
		Words: f.Words, Department: f.Department, Channel: consult.Channel(f.Channel), Late: f.Late, Withdrawn: f.Withdrawn,
		Order: map[string]consult.Order{"date": consult.ByDate, "departement": consult.ByDepartment}[f.Order],
	}
	if n, err := strconv.ParseUint(f.Theme, 10, 31); err == nil {
		theme := consult.ThemeID(n)
		q.Theme = &theme
	}
	if n, err := strconv.Atoi(f.Question); err == nil {
		q.Question = &n
	}
	if day, err := time.ParseInLocation(time.DateOnly, f.Day, typography.Paris()); err == nil {
		q.Since, q.Before = day, day.AddDate(0, 0, 1)
	}
	return q
}

func (s *Site) showContributions(v *visit) error {
	f := readFilters(v)
	q := f.query()
	page := min(max(1, v.QueryInt("page", 1)), 1<<20)
	q.Skip, q.Limit = (page-1)*perPage, perPage
	found, err := s.Register.Search(v.by, q)
	if err != nil {
		return err
	}
	pages := max(1, (found.Total+perPage-1)/perPage)
	if page > pages { // the last one, as for who was there when others withdrew
		page, q.Skip = pages, (pages-1)*perPage
		if found, err = s.Register.Search(v.by, q); err != nil {
			return err
		}
	}
	p := ContributionsPage{
		Frame: s.frame(v, "Contributions"), Filters: f, Total: found.Total, Page: page, Pages: pages, CanExport: v.by.Can(consult.ActExport),
	}
	if p.Cards, err = s.cards(v, found.Contributions); err != nil {
		return err
	}
	for i := range p.Cards {
		p.Cards[i].Said = cutAt(f.Words, p.Cards[i].Text)
	}
	if err := s.offer(v, &p); err != nil {
		return err
	}
	return s.views.show(v, "contributions", p)
}

// offer fills the lists to choose from.
func (s *Site) offer(v *visit, p *ContributionsPage) error {
	themes, err := s.Register.Themes()
	if err != nil {
		return err
	}
	figures, err := s.Register.Figures()
	if err != nil {
		return err
	}
	f := p.Filters
	p.Themes = []Option{{Name: "tous"}, {Value: "0", Name: "à classer"}}
	for _, t := range themes {
		n := strconv.FormatUint(uint64(t.ID), 10)
		p.Themes = append(p.Themes, Option{Value: n, Name: n + ". " + t.Name})
	}
	p.Questions = []Option{{Name: "tous"}}
	for _, q := range v.congress.Questions {
		n := strconv.Itoa(q.Number)
		p.Questions = append(p.Questions, Option{Value: n, Name: n + ". " + q.Title})
	}
	p.Questions = append(p.Questions, Option{Value: "0", Name: "sans axe"})
	p.Departments = []Option{{Name: "tous"}}
	for _, code := range sortedKeys(figures.Departments) {
		p.Departments = append(p.Departments, Option{Value: code, Name: code + " " + departmentName(code)})
	}
	p.Channels = []Option{{Name: "tous"}}
	for _, c := range channelOrder {
		p.Channels = append(p.Channels, Option{Value: string(c), Name: channelNames[c]})
	}
	p.Orders = slices.Clone(orders)
	choose(p.Themes, f.Theme)
	choose(p.Questions, f.Question)
	choose(p.Departments, f.Department)
	choose(p.Channels, f.Channel)
	choose(p.Orders, f.Order)
	return nil
}

func choose(options []Option, value string) {
	for i := range options {
		options[i].Name = french(options[i].Name)
		options[i].Chosen = options[i].Value == value
	}
}

// cutAt cuts a text at the words that were looked for. Joined, they are the
// text; nil when there is nothing to mark.
func cutAt(words, text string) (cut []Piece) {
	marks := consult.Marks(words, text)
	last := 0
	for _, m := range marks {
		if m.Start > last {
			cut = append(cut, Piece{Text: text[last:m.Start]})
		}
		cut = append(cut, Piece{text[m.Start:m.End], true})
		last = m.End
	}
	if cut != nil && last < len(text) {
		cut = append(cut, Piece{Text: text[last:]})
	}
	return cut
}

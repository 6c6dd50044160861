package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"unanime/assets/data"
	"unanime/consult"
	"unanime/internal/sheet"
)

// reader makes records of the rows of a table.
type reader struct {
	table    *sheet.Table
	mapping  mapping
	congress consult.Congress
	paris    *time.Location
}

// rows are what a table holds, as records.
type rows struct {
	records []consult.Record
	lines   []int // of the file, where each record begins
	blank   int   // rows left out, since they hold no text
}

// read reads every row. People who opened a form and wrote nothing leave rows
// without text: they are left out, and counted.
func (r reader) read() (all rows, err error) {
	for i, row := range r.table.Rows {
		if strings.TrimSpace(r.mapping.cell(row, "text")) == "" {
			all.blank++
			continue
		}
		rec, err := r.record(row)
		if err != nil {
			return all, fmt.Errorf("line %d: %w", r.table.Line(i), err)
		}
		all.records = append(all.records, rec)
		all.lines = append(all.lines, r.table.Line(i))
	}
	return all, nil
}

// record keeps the text as it is; the rest is trimmed.
func (r reader) record(row []string) (rec consult.Record, err error) {
	cell := func(name string) string { return strings.TrimSpace(r.mapping.cell(row, name)) }
	rec.Text, rec.Ref = r.mapping.cell(row, "text"), cell("ref")
	rec.Place, rec.Sheet = cell("place"), cell("sheet")
	rec.By = &consult.Official{
		Given: cell("given"), Family: cell("family"), Mandate: cell("mandate"), Delegation: cell("delegation"),
	}
	if rec.By.Territory, err = readTerritory(cell("insee"), cell("commune"), cell("department")); err != nil {
		return rec, err
	}
	if rec.Question, err = r.question(cell("question")); err != nil {
		return rec, err
	}
	if rec.Channel, err = readChannel(cell("channel")); err != nil {
		return rec, err
	}
	if rec.Signed, err = readYes(cell("signed")); err != nil {
		return rec, err
	}
	rec.Sent, err = readTime(cell("sent"), r.paris)
	return rec, err
}

func (r reader) question(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	for _, q := range r.congress.Questions {
		if err == nil && q.Number == n || strings.EqualFold(q.Title, s) {
			return q.Number, nil
		}
	}
	return 0, fmt.Errorf("the congress asks no question %q; correct the cell or empty it", s)
}

// words are what people write in the cells of a column with few answers.
type words map[string][]string

func (w words) find(s string) (string, bool) {
	for meaning, spellings := range w {
		for _, spelling := range spellings {
			if strings.EqualFold(spelling, s) {
				return meaning, true
			}
		}
	}
	return "", false
}

var channels = words{
	string(consult.Online):   {"", "online", "en ligne", "internet", "web", "formulaire"},
	string(consult.Paper):    {"paper", "papier", "courrier", "fiche"},
	string(consult.Phone):    {"phone", "téléphone", "appel"},
	string(consult.Workshop): {"workshop", "atelier", "réunion"},
}

func readChannel(s string) (consult.Channel, error) {
	c, ok := channels.find(s)
	if !ok {
		return "", fmt.Errorf("the channel %q is not known; write online, paper, phone or workshop", s)
	}
	return consult.Channel(c), nil
}

var answers = words{
	"yes": {"yes", "oui", "true", "vrai", "1", "x", "y", "o"},
	"no":  {"", "no", "non", "false", "faux", "0", "n"},
}

func readYes(s string) (bool, error) {
	a, ok := answers.find(s)
	if !ok {
		return false, fmt.Errorf("%q under “signed” is neither yes nor no; correct the cell", s)
	}
	return a == "yes", nil
}

// layouts are the ways in which spreadsheets and form tools write a moment. Days
// come before months, as in France.
var layouts = []string{
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly,
	"02/01/2006 15:04:05", "02/01/2006 15:04", "02/01/2006", "2/1/2006 15:04:05", "2/1/2006 15:04", "2/1/2006",
}

// readTime reads a moment, in the hour of Paris when it names none; the zero
// time for "".
func readTime(s string, zone *time.Location) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a date that can be read; write it as 2027-01-31 or 31/01/2027, with the hour after it if known", s)
}

// readTerritory completes what the row says by what is known of France: an INSEE
// code tells the commune and the département.
func readTerritory(insee, commune, department string) (consult.Territory, error) {
	t := consult.Territory{INSEE: strings.ToUpper(insee), Commune: commune}
	if len(t.INSEE) == 4 { // a spreadsheet took the leading zero away
		t.INSEE = "0" + t.INSEE
	}
	if t.INSEE != "" {
		known, ok := data.CommuneByCode(t.INSEE)
		if !ok {
			return t, fmt.Errorf("there is no commune of INSEE code %q; correct the cell, which is no postal code, or empty it", insee)
		}
		if t.Commune == "" {
			t.Commune = known.Name
		}
		t.Department = known.Department
		return t, nil
	}
	if department == "" {
		return t, nil
	}
	code := strings.ToUpper(department)
	if len(code) == 1 {
		code = "0" + code
	}
	for _, d := range data.Departments() {
		if d.Code == code || strings.EqualFold(d.Name, department) {
			t.Department = d.Code
			return t, nil
		}
	}
	return t, fmt.Errorf("there is no département %q; write its code, as 46 or 2A, or its name", department)
}

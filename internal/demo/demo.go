// Package demo reads the believable congress and brings it to life.
//
// In come the files of the demonstration and the moment it is shown; out comes
// a founding and its contributions, the calendar moved by whole days so that the
// collection is open at that moment. No theme is read: they are computed.
package demo

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"strconv"
	"time"

	"unanime/consult"
	"unanime/internal/sheet"
)

// Congress is the demonstration, ready to be written.
type Congress struct {
	Founding consult.Founding
	Records  []consult.Record // in the order they were sent
}

// Staff are the people of the demonstration who are no officials, one for each
// role; the drafter is an official too.
var staff = []consult.Account{
	{Role: consult.Organizer, Label: "Organisatrice de démonstration"},
	{Role: consult.Drafter, Official: 2, Label: "Rapporteure de démonstration"},
	{Role: consult.Chair, Label: "Présidente de séance de démonstration"},
}

// Read returns the congress as it stands at that moment.
func Read(files fs.FS, now time.Time) (Congress, error) {
	var c Congress
	congress, shift, err := readCongress(files, now)
	if err != nil {
		return c, fmt.Errorf("demonstration: %w", err)
	}
	officials, ids, err := readOfficials(files)
	if err != nil {
		return c, fmt.Errorf("demonstration: officials: %w", err)
	}
	c.Founding = consult.Founding{Congress: congress, Officials: officials, Staff: staff}
	c.Records, err = readContributions(files, ids, shift)
	if err != nil {
		return c, fmt.Errorf("demonstration: contributions: %w", err)
	}
	return c, nil
}

var phases = map[string]consult.Phase{
	"prepare": consult.Prepare, "collect": consult.Collect, "classify": consult.Classify, "draft": consult.Draft,
	"vote": consult.Vote, "publish": consult.Publish, "follow": consult.Follow,
}

// readCongress also returns the number of days by which everything moves.
func readCongress(files fs.FS, now time.Time) (c consult.Congress, days int, err error) {
	raw, err := fs.ReadFile(files, "congress.json")
	if err != nil {
		return c, 0, err
	}
	var in struct {
		Slug, Title, Place, Day, Section string
		Now                              time.Time
		Phases                           []struct {
			Phase string
			Opens time.Time
		}
		Questions []consult.Question
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return c, 0, fmt.Errorf("congress.json: %w", err)
	}
	day, err := time.ParseInLocation(time.DateOnly, in.Day, in.Now.Location())
	if err != nil {
		return c, 0, fmt.Errorf("congress.json: day: %w", err)
	}
	days = int(math.Floor(now.Sub(in.Now).Hours() / 24))
	c = consult.Congress{
		ID: consult.CongressID(in.Slug), Title: in.Title, Place: in.Place, Day: day.Add(12*time.Hour).AddDate(0, 0, days),
		Section: in.Section, Questions: in.Questions, Demo: true,
	}
	for _, p := range in.Phases {
		phase, ok := phases[p.Phase]
		if !ok {
			return c, 0, fmt.Errorf("congress.json: no phase %q", p.Phase)
		}
		c.Calendar = append(c.Calendar, consult.Opening{Phase: phase, At: p.Opens.AddDate(0, 0, days)})
	}
	return c, days, nil
}

// readOfficials returns the officials and the number that each id of the file
// becomes: their place, from 1.
func readOfficials(files fs.FS) ([]consult.Official, map[string]consult.OfficialID, error) {
	rows, err := read(files, "officials.csv", "id", "given_name", "family_name", "mandate", "delegation", "insee", "commune", "departement", "email")
	if err != nil {
		return nil, nil, err
	}
	officials := make([]consult.Official, len(rows))
	ids := map[string]consult.OfficialID{}
	for i, row := range rows {
		officials[i] = consult.Official{
			Given: row[1], Family: row[2], Mandate: row[3], Delegation: row[4], Fictional: true, Email: row[8],
			Territory: consult.Territory{INSEE: row[5], Commune: row[6], Department: row[7]},
		}
		ids[row[0]] = consult.OfficialID(i + 1)
	}
	return officials, ids, nil
}

func readContributions(files fs.FS, ids map[string]consult.OfficialID, days int) ([]consult.Record, error) {
	rows, err := read(files, "contributions.csv", "official", "question", "channel", "place", "sheet", "sent_at", "signed", "text")
	if err != nil {
		return nil, err
	}
	records := make([]consult.Record, len(rows))
	for i, row := range rows {
		sent, err := time.Parse(time.RFC3339, row[5])
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
		question, _ := strconv.Atoi(row[1]) // blank is no question
		records[i] = consult.Record{Text: row[7], Contribution: consult.Contribution{
			Author: ids[row[0]], Question: question, Channel: consult.Channel(row[2]), Place: row[3], Sheet: row[4],
			Sent: sent.AddDate(0, 0, days).UTC(), Signed: row[6] == "true",
		}}
	}
	return records, nil
}

// read returns the named columns of a table, in that order.
func read(files fs.FS, name string, columns ...string) ([][]string, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	table, err := sheet.Read(name, f, sheet.Limits{})
	if err != nil {
		return nil, err
	}
	if err := table.Require(columns...); err != nil {
		return nil, err
	}
	rows := make([][]string, len(table.Rows))
	for i, row := range table.Rows {
		for _, column := range columns {
			at, _ := table.Column(column)
			rows[i] = append(rows[i], row[at])
		}
	}
	return rows, nil
}

// Write founds the congress in the store and takes its contributions in.
func (c Congress) Write(store consult.Store, clock func() time.Time) (*consult.Register, error) {
	accounts, err := consult.Found(store, c.Founding)
	if err != nil {
		return nil, err
	}
	r := &consult.Register{Store: store, Congress: c.Founding.Congress.ID, Now: clock}
	organizer := consult.Actor{Account: accounts[len(c.Founding.Officials)], Role: consult.Organizer}
	if _, err := r.Import(organizer, c.Records); err != nil {
		return nil, err
	}
	return r, nil
}

package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

const (
	source  = "Assemblée nationale, amendements, exposé sommaire (data.assemblee-nationale.fr)"
	licence = "Licence Ouverte 2.0"
	label   = "élu·e de démonstration"
)

func contributionTable(list []contribution) []byte {
	rows := [][]string{{"number", "official", "question", "channel", "place", "sheet", "sent_at", "signed", "text", "source_id", "source", "licence"}}
	for i, c := range list {
		question := ""
		if c.question > 0 {
			question = strconv.Itoa(c.question)
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), c.from.id, question, c.from.channel, c.place, sheetOf(c),
			stamp(c.sent), strconv.FormatBool(c.from.signs), c.words, c.id, source, licence})
	}
	return table(rows)
}

func officialTable(list []*official) []byte {
	rows := [][]string{{"id", "given_name", "family_name", "mandate", "delegation", "insee", "commune", "departement", "email", "label"}}
	for _, o := range list {
		email := strings.ToLower(o.id) + "@mairie-demo.invalid"
		rows = append(rows, []string{o.id, o.given, o.family, o.mandate, o.delegation, o.place.code, o.place.name, o.place.department, email, label})
	}
	return table(rows)
}

func table(rows [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		panic(fmt.Sprintf("demogen: writing to memory: %v", err))
	}
	return b.Bytes()
}

// opening dates a phase; it lasts until the next opens.
type opening struct {
	Phase string    `json:"phase"`
	Opens time.Time `json:"opens"`
}

// congressFile is the calendar, the words and the questions. "now" is the moment
// in that calendar at which the demonstration opens: the collection ends the day
// after, so a visitor can still contribute.
func congressFile() []byte {
	congress := struct {
		Slug      string    `json:"slug"`
		Title     string    `json:"title"`
		Place     string    `json:"place"`
		Day       string    `json:"day"`
		Section   string    `json:"section"`
		Now       time.Time `json:"now"`
		Phases    []opening `json:"phases"`
		Questions []axis    `json:"questions"`
	}{
		"2027", "8ᵉ Congrès national des élu·es au numérique", "Agen", "2027-01-28", "enjeu",
		at(11, 14, 10, 0),
		[]opening{
			{"prepare", at(6, 1, 9, 0)},
			{"collect", at(9, 7, 6, 0)},
			{"classify", at(11, 16, 0, 0)},
			{"draft", at(12, 14, 9, 0)},
			{"vote", at(13, 28, 9, 0)},
			{"publish", at(13, 28, 18, 0)},
			{"follow", at(14, 4, 9, 0)},
		},
		axes,
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(congress); err != nil {
		panic(fmt.Sprintf("demogen: writing to memory: %v", err))
	}
	return b.Bytes()
}

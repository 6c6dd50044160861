package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"unanime/consult"
	"unanime/internal/sheet"
)

func paris(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestReadTime(t *testing.T) {
	tests := []struct{ cell, want string }{
		{"2026-09-07T08:30:00+02:00", "2026-09-07T06:30:00Z"},
		{"2026-09-07T08:30:00Z", "2026-09-07T08:30:00Z"},
		{"2026-09-07 08:30:15", "2026-09-07T06:30:15Z"},
		{"2026-12-07 08:30", "2026-12-07T07:30:00Z"}, // winter
		{"2026-09-07", "2026-09-06T22:00:00Z"},
		{"07/09/2026 08:30:15", "2026-09-07T06:30:15Z"},
		{"7/9/2026 8:30", "2026-09-07T06:30:00Z"}, // the 7th of September, not of July
		{"31/01/2027", "2027-01-30T23:00:00Z"},
	}
	for _, tt := range tests {
		got, err := readTime(tt.cell, paris(t))
		if err != nil || got.UTC().Format(time.RFC3339) != tt.want {
			t.Errorf("%q: %v, %v, want %s", tt.cell, got, err, tt.want)
		}
	}
	if got, err := readTime("", paris(t)); err != nil || !got.IsZero() {
		t.Errorf("no date: %v, %v", got, err)
	}
	for _, bad := range []string{"hier", "01/31/2027", "2026", "44562.5"} {
		if got, err := readTime(bad, paris(t)); err == nil {
			t.Errorf("%q is read as %v", bad, got)
		}
	}
}

func TestReadTerritory(t *testing.T) {
	tests := []struct {
		insee, commune, department string
		want                       consult.Territory
	}{
		{"46042", "", "", consult.Territory{INSEE: "46042", Commune: "Cahors", Department: "46"}},
		{"1004", "", "", consult.Territory{INSEE: "01004", Commune: "Ambérieu-en-Bugey", Department: "01"}},
		{"2a004", "Ajaccio", "", consult.Territory{INSEE: "2A004", Commune: "Ajaccio", Department: "2A"}},
		{"46042", "CAHORS", "47", consult.Territory{INSEE: "46042", Commune: "CAHORS", Department: "46"}}, // the code is surer
		{"", "Cahors", "Lot", consult.Territory{Commune: "Cahors", Department: "46"}},
		{"", "", "1", consult.Territory{Department: "01"}},
		{"", "", "2b", consult.Territory{Department: "2B"}},
		{"", "", "974", consult.Territory{Department: "974"}},
		{"", "Cahors", "", consult.Territory{Commune: "Cahors"}},
		{"", "", "", consult.Territory{}},
	}
	for _, tt := range tests {
		got, err := readTerritory(tt.insee, tt.commune, tt.department)
		if err != nil || got != tt.want {
			t.Errorf("%q %q %q: %+v, %v, want %+v", tt.insee, tt.commune, tt.department, got, err, tt.want)
		}
	}
	for _, bad := range [][2]string{{"99999", ""}, {"46000", ""}, {"", "Sarthe-et-Loire"}, {"", "20"}} {
		if got, err := readTerritory(bad[0], "", bad[1]); err == nil {
			t.Errorf("%q is read as %+v", bad, got)
		}
	}
}

func TestMapColumns(t *testing.T) {
	tests := []struct {
		header string
		asked  []string
		want   string // FIELD=column, in the order of the fields
	}{
		{"text", nil, "text=text"},
		{"id,Prénom,NOM,Votre contribution", nil, "text=Votre contribution ref=id given=Prénom family=NOM"},
		{"Response ID,Message,Date de soumission,Departement", nil, "text=Message ref=Response ID department=Departement sent=Date de soumission"},
		{"text,verbatim", nil, "text=text"},
		{"text,verbatim", []string{"verbatim=text"}, "text=verbatim"},
		{"text,verbatim", []string{"text=verbatim"}, "text=verbatim"},                // the other way round
		{"text,place,commune", []string{"commune=place"}, "text=text place=commune"}, // column=field comes first
		{"avis;nom", []string{"avis=text"}, "text=avis family=nom"},
	}
	for _, tt := range tests {
		table, err := sheet.Read("file.csv", strings.NewReader(tt.header+"\n"), sheet.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		m, err := mapColumns(table, tt.asked)
		if err != nil {
			t.Errorf("%s: %v", tt.header, err)
			continue
		}
		var got []string
		for _, f := range fields {
			if column, ok := m[f.name]; ok {
				got = append(got, f.name+"="+table.Header[column])
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s %v: %v, want %s", tt.header, tt.asked, got, tt.want)
		}
	}
}

// Whatever is sent as a table, reading it ends, and what is read can be
// imported or is refused by the rules, never by an accident.
func FuzzRows(f *testing.F) {
	f.Add([]byte("Prénom;Nom;Code INSEE;Votre contribution;Date;Signée;Canal\nA;B;46042;Un guichet.;07/09/2026;oui;papier\n"))
	f.Add([]byte("text,question,sheet\nUn.,1,\n,,\nDeux.,Réseaux,3"))
	f.Add([]byte("text,text2\n\"a\r\nb\",\xe9"))
	f.Add([]byte("PK\x03\x04"))
	zone := paris(f)
	congress := consult.Congress{Questions: []consult.Question{{Number: 1, Title: "Réseaux"}}}
	f.Fuzz(func(t *testing.T, file []byte) {
		table, err := sheet.Read("file", bytes.NewReader(file), sheet.Limits{Bytes: 1 << 16})
		if err != nil {
			return
		}
		m, err := mapColumns(table, nil)
		if err != nil {
			return
		}
		all, err := reader{table, m, congress, zone}.read()
		if err != nil {
			return
		}
		if len(all.records)+all.blank != len(table.Rows) || len(all.lines) != len(all.records) {
			t.Fatalf("%d rows make %d records and %d without text", len(table.Rows), len(all.records), all.blank)
		}
		for _, rec := range all.records {
			if strings.TrimSpace(rec.Text) == "" || rec.By == nil {
				t.Fatalf("%+v", rec)
			}
		}
	})
}

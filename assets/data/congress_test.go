package data_test

import (
	"encoding/csv"
	"testing"

	"unanime"
	"unanime/assets/data"
)

// The officials of the demonstration are invented, their communes are not.
func TestDemoOfficialsLiveSomewhere(t *testing.T) {
	f, err := unanime.DemoCongress().Open("officials.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	const insee, name, department = 5, 6, 7
	for _, row := range rows[1:] {
		c, ok := data.CommuneByCode(row[insee])
		if !ok || c.Name != row[name] || c.Department != row[department] {
			t.Errorf("%s lives in %s %s (%s), the table says %+v", row[0], row[insee], row[name], row[department], c)
		}
	}
}

package cluster

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sampleRow is a row of a test file; label may be empty.
type sampleRow struct {
	Text
	label string
}

// readSample reads the columns id, text and label of a CSV file.
func readSample(t testing.TB, path string) []sampleRow {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	records, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	column := map[string]int{}
	for i, name := range records[0] {
		column[name] = i
	}
	text, ok := column["text"]
	if !ok {
		return nil
	}
	rows := make([]sampleRow, len(records)-1)
	for i, r := range records[1:] {
		rows[i].Text = Text{ID: r[column["id"]], Text: r[text]}
		if label, ok := column["label"]; ok {
			rows[i].label = r[label]
		}
	}
	return rows
}

// sampleTexts are the texts of the test files, those of the congress included.
func sampleTexts(t testing.TB) []string {
	t.Helper()
	paths, _ := filepath.Glob("../testdata/congress/*.csv")
	var texts []string
	for _, path := range append(paths, "testdata/lois.csv") {
		for _, r := range readSample(t, path) {
			texts = append(texts, r.Text.Text)
		}
	}
	return texts
}

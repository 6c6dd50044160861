package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

const sampleFile = "../../cluster/testdata/lois.csv"

// readRows reads a CSV as rows by column name.
func readRows(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[records[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// With --split, the ideas of a text are the whole of it, in their order; texts
// that are not cut have the row they have without it.
func TestSplitLosesNothing(t *testing.T) {
	folder := t.TempDir()
	whole, split, report := filepath.Join(folder, "whole.csv"), filepath.Join(folder, "split.csv"), filepath.Join(folder, "report.json")
	for _, args := range [][]string{{"-o", whole}, {"-o", split, "--split", "--report", report}} {
		p := Program{Args: append([]string{"themes", sampleFile, "-k", "20"}, args...), Stdout: io.Discard, Stderr: os.Stderr, Now: time.Now}
		if code := p.Run(t.Context()); code != exitDone {
			t.Fatalf("exit code %d", code)
		}
	}
	ideas := map[string][]map[string]string{}
	var order []string
	for _, row := range readRows(t, split) {
		if ideas[row["id"]] == nil {
			order = append(order, row["id"])
		}
		ideas[row["id"]] = append(ideas[row["id"]], row)
	}
	alone := readRows(t, whole)
	cut := 0
	for i, text := range readRows(t, sampleFile) {
		if order[i] != text["id"] {
			t.Fatalf("row %d is %s, want %s", i, order[i], text["id"])
		}
		together, themes := "", map[string]bool{}
		for _, row := range ideas[text["id"]] {
			together += row["idea"]
			themes[row["theme"]] = true
		}
		if together != text["text"] {
			t.Errorf("%s: %q, want %q", text["id"], together, text["text"])
		}
		switch parts := ideas[text["id"]]; {
		case len(parts) == 1:
			delete(parts[0], "idea")
			for name, cell := range alone[i] {
				if parts[0][name] != cell {
					t.Errorf("%s: %v, without --split %v", text["id"], parts[0], alone[i])
				}
			}
		case len(themes) < 2:
			t.Errorf("%s is cut in %d ideas of one theme", text["id"], len(parts))
		default:
			cut++
		}
	}
	if cut < 5 {
		t.Errorf("%d texts are cut", cut)
	}
	data, err := os.ReadFile(report)
	var r themesReport
	if err != nil || json.Unmarshal(data, &r) != nil || len(r.Indicators) != 4 || len(r.Duplicates) == 0 || len(r.SHA256) != 64 {
		t.Errorf("%v: %s", err, data)
	}
}

// Whoever stops a run finds the folder as it was.
func TestStoppedRunWritesNothing(t *testing.T) {
	for _, args := range [][]string{
		{"themes", sampleFile, "--split"},
		{"themes", sampleFile, "--solidity"},
		{"replay", "recipe.json", sampleFile},
	} {
		folder := t.TempDir()
		if args[0] == "replay" {
			args[1] = filepath.Join(folder, "recipe.json")
			p := Program{Args: []string{"themes", sampleFile, "--recipe", args[1]}, Stdout: io.Discard, Stderr: os.Stderr, Now: time.Now}
			if p.Run(t.Context()) != exitDone {
				t.Fatal("no recipe")
			}
		} else {
			args = append(args, "--report", filepath.Join(folder, "report.json"), "--recipe", filepath.Join(folder, "other.json"))
		}
		before, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		asked := 0
		var said bytes.Buffer
		p := Program{
			Args:   append(args, "-o", filepath.Join(folder, "out.csv"), "--sheet", filepath.Join(folder, "sheet.md")),
			Stdout: io.Discard, Stderr: &said, Terminal: true,
			Now: func() time.Time { // progress looks at the clock: half-way, somebody presses Ctrl+C
				if asked++; asked > 3 {
					stop()
				}
				return time.Time{}
			},
		}
		if code := p.Run(ctx); code != exitFailed || !bytes.Contains(said.Bytes(), []byte("stopped before the end; nothing was written")) {
			t.Errorf("%v: exit code %d, %s", args, code, said.Bytes())
		}
		if after, err := os.ReadDir(folder); err != nil || len(after) != len(before) {
			t.Errorf("%v left %v", args, after)
		}
	}
}

package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// testChance is any chance: the rules must hold for all.
var testChance = rand.New(rand.NewPCG(1, 0))

// The committed congress is what the program writes from its own texts: whoever
// changes the one writes the other again with go run ./internal/demogen.
func TestCongressIsFresh(t *testing.T) {
	folder := filepath.Join("..", "..", "testdata", "congress")
	files, err := generate([]string{filepath.Join(folder, "contributions.csv")}, filepath.Join("..", "..", "assets", "data", "communes.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what demogen writes", name)
		}
	}
}

func TestQuestionOf(t *testing.T) {
	for _, tt := range []struct {
		words string
		want  int
	}{
		{"", 0},
		{"La fibre n’arrive pas.", 0},
		{"La fibre n’arrive pas et les zones blanches restent.", 1},
		{"Les conseillers numériques des espaces France Services luttent contre l’illectronisme.", 4},
		{"La fibre et les antennes ont un coût et demandent un budget.", 0},
	} {
		got := 0
		for range 20 { // one in six leaves the box empty
			got = max(got, questionOf(testChance, tt.words))
		}
		if got != tt.want {
			t.Errorf("questionOf(%q) = %d, want %d", tt.words, got, tt.want)
		}
	}
}

func TestReadTextsWithoutColumns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bad.csv")
	if err := os.WriteFile(path, []byte("number,words\n1,a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readTexts([]string{path}); err == nil {
		t.Error("a file without id was read")
	}
}

func TestAlike(t *testing.T) {
	a := "Les conseillers numériques accompagnent les habitants éloignés des démarches."
	if !alike(a, "Les conseillers numériques accompagnent partout les habitants éloignés.") {
		t.Error("a near copy is not alike")
	}
	if alike(a, "Les centres de données consomment beaucoup d’eau potable en été.") {
		t.Error("another matter is alike")
	}
}

package store_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"unanime/internal/store"
)

// The tree in the package doc, and that of Log, are the trees of real files.
func TestTreeIsAsDrawn(t *testing.T) {
	dir := seeded(t, 3)
	for _, c := range []struct{ source, file, from, to string }{
		{"doc.go", "unanime.db", "//\tmeta ", "// A bucket"},
		{"log.go", "motions.db", "//\tmeta ", "// Nothing is ever"},
	} {
		file, err := parser.ParseFile(token.NewFileSet(), c.source, nil, parser.ParseComments)
		must(t, err)
		var comments strings.Builder
		for _, g := range file.Comments {
			for _, line := range g.List {
				comments.WriteString(line.Text + "\n")
			}
		}
		_, rest, _ := strings.Cut(comments.String(), c.from)
		drawing, _, found := strings.Cut("//\tmeta "+rest, c.to)
		if !found {
			t.Fatalf("no drawing in %s", c.source)
		}
		tree, err := store.BucketTree(filepath.Join(dir, c.file))
		must(t, err)
		if got, want := strings.ReplaceAll(tree, "2027", "<year>"), drawn(drawing); !sameTree(got, want) {
			t.Errorf("%s is\n%s and %s draws\n%s", c.file, got, c.source, want)
		}
	}
}

// drawn keeps the names and their depth; continued lines have no name.
func drawn(drawing string) (tree string) {
	for line := range strings.Lines(drawing) {
		line = strings.TrimPrefix(line, "//\t")
		name, _, _ := strings.Cut(strings.TrimLeft(line, " "), " ")
		depth := len(line) - len(strings.TrimLeft(line, " "))
		if name = strings.TrimSpace(name); name == "" || name == "//" || depth > 4 {
			continue
		}
		if strings.HasPrefix(name, "<") {
			name = "<year>"
		}
		tree += strings.Repeat(" ", depth) + name + "\n"
	}
	return tree
}

// sameTree compares as sets: the drawing is in the order of the story, files are
// in the order of bytes. Names are unique but for their branch, so each line is
// taken with those it hangs from.
func sameTree(a, b string) bool {
	paths := func(tree string) map[string]bool {
		all, above := map[string]bool{}, []string{}
		for line := range strings.Lines(tree) {
			depth := (len(line) - len(strings.TrimLeft(line, " "))) / 2
			above = append(above[:min(depth, len(above))], strings.TrimSpace(line))
			all[strings.Join(above, "/")] = true
		}
		return all
	}
	left, right := paths(a), paths(b)
	for p := range left {
		if !right[p] {
			return false
		}
	}
	return len(left) == len(right)
}

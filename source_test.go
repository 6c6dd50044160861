// Package unanime_test keeps the laws of the whole repository: who may import
// whom, what the trade may not touch, how long a file may be, and under which
// licences the program is built. It reads the source, it builds nothing.
package unanime_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"
	"testing"
)

const module = "unanime"

// maxLines is the length no file of ours exceeds; most stay under 200.
const maxLines = 500

// source is one Go file of the repository.
type source struct {
	path      string // from the root, with slashes
	pkg       string // its folder; "." for the root
	test      bool
	generated bool
	lines     int
	imports   []string
	tree      *ast.File
}

// sources reads every Go file once for all tests.
func sources(t *testing.T) []source {
	t.Helper()
	files, err := readSources()
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no Go file was found: the test does not look at the right place")
	}
	return files
}

var readSources = sync.OnceValues(func() (files []source, err error) {
	err = fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && ignored(name):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".go":
			return nil
		}
		file, err := readSource(name)
		files = append(files, file)
		return err
	})
	return files, err
})

// ignored are the folders the go command does not look into either.
func ignored(folder string) bool {
	base := path.Base(folder)
	return folder != "." && (base[0] == '.' || base[0] == '_' || base == "testdata" || base == "node_modules")
}

func readSource(name string) (source, error) {
	content, err := os.ReadFile(name)
	if err != nil {
		return source{}, err
	}
	tree, err := parser.ParseFile(token.NewFileSet(), name, content, parser.ParseComments)
	if err != nil {
		return source{}, err
	}
	file := source{
		path:      name,
		pkg:       path.Dir(name),
		test:      strings.HasSuffix(name, "_test.go"),
		generated: ast.IsGenerated(tree),
		lines:     bytes.Count(content, []byte("\n")),
		tree:      tree,
	}
	for _, spec := range tree.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return source{}, err
		}
		file.imports = append(file.imports, imported)
	}
	return file, nil
}

// isStandard follows the go command: only paths outside the standard library
// have a dot in their first element.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".") && first != module
}

func TestFileSizes(t *testing.T) {
	for _, file := range sources(t) {
		wordList := strings.Contains(path.Base(file.path), "words")
		if file.lines > maxLines && !file.generated && !wordList {
			t.Errorf("%s has %d lines; no file exceeds %d but generated ones and word lists (*words*.go): cut it along its nouns", file.path, file.lines, maxLines)
		}
	}
}

func parse(t *testing.T, code string) *ast.File {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), "p.go", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

package unanime_test

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// pure folders receive a clock, a seed and an io.Writer, and return errors:
// the same input gives the same bytes, and a test needs no real world.
var pure = []string{"cluster/...", "consult/...", "motion/..."}

// impure lists the packages that pure code must not touch; of a package with
// names, only those are forbidden, or with "only" all but those.
var impure = map[string]ban{
	"log":          {why: "return the error, it is logged once, at the edge"},
	"log/slog":     {why: "return the error, it is logged once, at the edge"},
	"os":           {why: "take an io.Reader, an io.Writer or an fs.FS"},
	"os/exec":      {why: "the trade runs no program"},
	"crypto/rand":  {why: "take an io.Reader for chance"},
	"time":         {names: []string{"Now", "Since", "Until"}, why: "take the time, or a clock, as an argument"},
	"math/rand":    {only: []string{"New", "NewSource", "NewZipf", "Rand", "Source", "Source64", "Zipf"}, why: seeded},
	"math/rand/v2": {only: []string{"New", "NewPCG", "NewChaCha8", "NewZipf", "Rand", "Source", "PCG", "ChaCha8", "Zipf"}, why: seeded},
}

const seeded = "use a generator made from a seed that is an argument, such as rand.New(rand.NewPCG(seed, 0))"

type ban struct {
	names, only []string
	why         string
}

func (b ban) forbids(name string) bool {
	switch {
	case b.names != nil:
		return slices.Contains(b.names, name)
	case b.only != nil:
		return !slices.Contains(b.only, name)
	default:
		return true
	}
}

func TestPurity(t *testing.T) {
	for _, file := range sources(t) {
		if file.test || !fitsAny(pure, file.pkg) {
			continue
		}
		for _, breach := range breaches(file.tree) {
			t.Errorf("%s uses %s", file.path, breach)
		}
	}
}

// breaches lists the uses of impure packages in one file. It reads names, not
// types: a package under another name is followed, a dot import is refused.
func breaches(file *ast.File) (found []string) {
	bans := map[string]string{} // local name → import path
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		rule, ok := impure[imported]
		if !ok {
			continue
		}
		name := localName(spec, imported)
		if name == "." || rule.names == nil && rule.only == nil {
			found = append(found, fmt.Sprintf("%s: %s", imported, rule.why))
			continue
		}
		bans[name] = imported
	}
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		// An identifier with an object is a local variable, not a package.
		name, ok := selector.X.(*ast.Ident)
		if !ok || name.Obj != nil {
			return true
		}
		if rule := impure[bans[name.Name]]; rule.why != "" && rule.forbids(selector.Sel.Name) {
			found = append(found, fmt.Sprintf("%s.%s: %s", bans[name.Name], selector.Sel.Name, rule.why))
		}
		return true
	})
	return found
}

func localName(spec *ast.ImportSpec, imported string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return path.Base(strings.TrimSuffix(imported, "/v2"))
}

func TestBreaches(t *testing.T) {
	tests := []struct {
		code string
		want int
	}{
		{`import "time"; var x = time.Now()`, 1},
		{`import "time"; var clock = time.Now`, 1},
		{`import c "time"; var x = c.Since(y)`, 1},
		{`import "time"; type T struct{ at time.Time }; var d = 3 * time.Second`, 0},
		{`import "time"; func f(time clock) { time.Now() }`, 0},
		{`import "math/rand/v2"; var x = rand.IntN(3)`, 1},
		{`import "math/rand/v2"; func f(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }`, 0},
		{`import "math/rand"; func f() { rand.Shuffle(3, nil) }`, 1},
		{`import . "time"`, 1},
		{`import "os"`, 1},
		{`import "log/slog"`, 1},
		{`import "fmt"; var x = fmt.Sprint()`, 0},
	}
	for _, tt := range tests {
		if got := breaches(parse(t, "package p; "+tt.code)); len(got) != tt.want {
			t.Errorf("%s: %d breaches, want %d: %v", tt.code, len(got), tt.want, got)
		}
	}
}

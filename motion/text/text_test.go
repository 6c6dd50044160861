package text

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// sample: <title>Motion</title><considerant>que 🎉 é</considerant><enjeu>Accès</enjeu>
// <proposition><proposition_title>Ouvrir</proposition_title><paragraph>Un</paragraph></proposition>
func sample() *Node {
	return New("doc", nil,
		New("title", nil, Run("Motion")),
		New("considerant", nil, Run("que 🎉 é")),
		New("enjeu", map[string]any{"id": "e1"}, Run("Accès")),
		New("proposition", map[string]any{"id": "p1"},
			New("proposition_title", nil, Run("Ouvrir")),
			New("paragraph", nil, Run("Un"), Run("deux", Marked("strong", nil)))),
	)
}

func TestSampleObeysSchema(t *testing.T) {
	if err := sample().Check(); err != nil {
		t.Fatal(err)
	}
}

func TestCheckRefuses(t *testing.T) {
	strong := Marked("strong", nil)
	ins, del := Marked("insertion", nil), Marked("deletion", nil)
	title := New("title", nil, Run("M"))
	for name, doc := range map[string]*Node{
		"no title":               New("doc", nil, New("paragraph", nil)),
		"visa after an enjeu":    New("doc", nil, title, New("enjeu", nil), New("visa", nil)),
		"proposition not titled": New("doc", nil, title, New("proposition", nil, New("paragraph", nil))),
		"proposition inside":     New("doc", nil, title, New("rationale", nil, New("proposition", nil))),
		"empty list":             New("doc", nil, title, New("bullet_list", nil)),
		"text in the document":   New("doc", nil, title, Run("seul")),
		"mark in the title":      New("doc", nil, New("title", nil, Run("M", strong))),
		"insertion and deletion": New("doc", nil, title, New("paragraph", nil, Run("x", ins, del))),
		"empty text":             New("doc", nil, New("title", nil, &Node{Type: Motion().Node("text")})),
	} {
		var broken *SchemaError
		if err := doc.Check(); !errors.As(err, &broken) {
			t.Errorf("%s: accepted (%v)", name, err)
		}
	}
}

func TestJSONRoundTrip(t *testing.T) {
	doc := New("doc", nil, New("title", nil, Run("<b>« M »</b>")),
		New("paragraph", nil, Run("voir ", Marked("em", nil)), Run("là", Marked("link", map[string]any{"href": "https://exemple.fr/?a=1&b=2"})),
			New("note", map[string]any{"id": "n1"}, Run("note")), New("citation", map[string]any{"idea": "i12"})))
	raw, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Motion().Decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := json.Marshal(back)
	if string(raw) != string(again) {
		t.Errorf("got %s, want %s", again, raw)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for name, raw := range map[string]string{
		"lone surrogate":      `{"type":"doc","content":[{"type":"title","content":[{"type":"text","text":"\ud83c"}]}]}`,
		"low surrogate first": `{"type":"doc","content":[{"type":"title","content":[{"type":"text","text":"\udf89"}]}]}`,
		"unknown node":        `{"type":"doc","content":[{"type":"script"}]}`,
		"missing attribute":   `{"type":"doc","content":[{"type":"title"},{"type":"image"}]}`,
		"attribute kind":      `{"type":"doc","content":[{"type":"title"},{"type":"image","attrs":{"src":3}}]}`,
		"not a document":      `{"type":"paragraph"}`,
		"not UTF-8":           "{\"type\":\"doc\",\"content\":[{\"type\":\"title\",\"content\":[{\"type\":\"text\",\"text\":\"\xff\"}]}]}",
		"too deep":            strings.Repeat(`{"type":"quotation","content":[`, 80) + strings.Repeat("]}", 80),
	} {
		if _, err := Motion().Decode([]byte(raw)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	whole := `{"type":"doc","content":[{"type":"title","content":[{"type":"text","text":"\ud83c\udf89 \\ud83c"}]}]}`
	if _, err := Motion().Decode([]byte(whole)); err != nil {
		t.Errorf("a whole pair is refused: %v", err)
	}
}

// TestApply: each case edits the sample; positions are ProseMirror's.
// title 0–8, considerant 8–18 (🎉 is two units, at 13), enjeu 18–25, proposition 25–43.
func TestApply(t *testing.T) {
	cases := []struct {
		name string
		step string
		want string // Plain of the document, "" when the step must be refused
	}{
		{"insert a letter", `{"from":7,"to":7,"slice":{"content":[{"type":"text","text":"s"}]}}`, "Motions\nque 🎉 é\nAccès\nOuvrir\nUndeux"},
		{"delete a word", `{"from":9,"to":13}`, "Motion\n🎉 é\nAccès\nOuvrir\nUndeux"},
		{"cut a character in two", `{"from":14,"to":15}`, ""},
		{"join considérant and enjeu", `{"from":17,"to":19}`, "Motion\nque 🎉 éAccès\nOuvrir\nUndeux"},
		{"split the considérant", `{"from":13,"to":13,"slice":{"content":[{"type":"considerant"},{"type":"considerant"}],"openStart":1,"openEnd":1}}`, "Motion\nque \n🎉 é\nAccès\nOuvrir\nUndeux"},
		{"delete the proposition", `{"from":25,"to":43}`, "Motion\nque 🎉 é\nAccès"},
		{"delete the title", `{"from":0,"to":8}`, ""},
		{"half a proposition", `{"from":25,"to":30}`, ""},
		{"outside", `{"from":40,"to":400}`, ""},
		{"backwards", `{"from":9,"to":8}`, ""},
		{"opens more than it has", `{"from":9,"to":9,"slice":{"content":[{"type":"text","text":"s"}],"openStart":1}}`, ""},
		{"text between blocks", `{"from":8,"to":8,"slice":{"content":[{"type":"text","text":"s"}]}}`, ""},
	}
	for _, c := range cases {
		step, err := Motion().DecodeStep([]byte(`{"stepType":"replace",` + c.step[1:]))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		doc := sample()
		got, err := Apply(doc, step)
		switch {
		case c.want == "" && err == nil:
			t.Errorf("%s: accepted: %q", c.name, got.Plain())
		case c.want != "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.want != "" && got.Plain() != c.want:
			t.Errorf("%s: got %q, want %q", c.name, got.Plain(), c.want)
		}
		if doc.Plain() != sample().Plain() {
			t.Errorf("%s: the document was changed", c.name)
		}
	}
}

func TestSpliceReplacesChildren(t *testing.T) {
	doc := sample()
	got, err := Apply(doc, Splice(doc, 1, 3, New("visa", nil, Run("Vu la loi")), New("enjeu", nil, Run("Autre"))))
	if err != nil {
		t.Fatal(err)
	}
	if want := "Motion\nVu la loi\nAutre\nOuvrir\nUndeux"; got.Plain() != want {
		t.Errorf("got %q, want %q", got.Plain(), want)
	}
}

func TestSizesCountTokens(t *testing.T) {
	doc := sample()
	if got := len(tokens(nil, doc.Content)); got != doc.ContentSize() {
		t.Errorf("%d tokens, size %d", got, doc.ContentSize())
	}
}

func FuzzApply(f *testing.F) {
	f.Add([]byte(`{"stepType":"replace","from":13,"to":13,"slice":{"content":[{"type":"considerant"},{"type":"considerant"}],"openStart":1,"openEnd":1}}`))
	f.Add([]byte(`{"stepType":"replace","from":14,"to":15,"slice":{"content":[{"type":"text","text":"\ud83c\udf89"}]}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		step, err := Motion().DecodeStep(raw)
		if err != nil {
			return
		}
		next, err := Apply(sample(), step)
		if err != nil {
			return
		}
		if err := next.Check(); err != nil {
			t.Fatalf("an accepted step broke the schema: %v", err)
		}
		out, err := json.Marshal(next)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Motion().Decode(out); err != nil {
			t.Fatalf("does not read back: %v", err)
		}
	})
}

package motion

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"unanime/consult"
	"unanime/motion/text"
)

func ideaID(n uint64) consult.IdeaID { return consult.ContributionID(n).Whole() }

// threaded has three propositions in two sections: P.1 from i1 and i2, P.2 from
// i2, P.3 added in session. The sources also name p-gone, which does not stand.
func threaded() Document {
	proposition := func(id, title string) *text.Node {
		return text.New("proposition", map[string]any{"id": id}, text.New("proposition_title", nil, text.Run(title)))
	}
	return Document{
		Root: text.New("doc", nil, text.New("title", nil, text.Run("M")),
			text.New("enjeu", map[string]any{"id": "e1", "theme": 1.0}, text.Run("Accès ; réseaux")),
			proposition("p-a", "Ouvrir."), proposition("p-b", "Former."),
			text.New("enjeu", map[string]any{"id": "e2"}, text.Run("Autre")),
			proposition("p-c", "Ajouter.")),
		Sources: Sources{
			"p-a": {ideaID(1), ideaID(2)}, "p-b": {ideaID(2)}, "p-gone": {ideaID(9)},
		},
	}
}

func TestThreadBothWays(t *testing.T) {
	d := threaded()
	for _, c := range []struct {
		idea uint64
		want []int
	}{{1, []int{1}}, {2, []int{1, 2}}, {3, nil}, {9, nil}} {
		var got []int
		for _, p := range d.Of(ideaID(c.idea)) {
			got = append(got, p.Number)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("i%d is taken up by %v, want %v", c.idea, got, c.want)
		}
		if !slices.Equal(d.ByIdea()[ideaID(c.idea)], c.want) {
			t.Errorf("i%d: ByIdea says %v, want %v", c.idea, d.ByIdea()[ideaID(c.idea)], c.want)
		}
	}
}

func TestCoverageCountsWhatStands(t *testing.T) {
	d := threaded()
	for _, c := range []struct {
		ideas      []consult.IdeaID
		taken, all int
	}{
		{nil, 0, 0},
		{[]consult.IdeaID{ideaID(1), ideaID(2), ideaID(3)}, 2, 3},
		{[]consult.IdeaID{ideaID(9)}, 0, 1}, // its proposition is gone
		{[]consult.IdeaID{{Contribution: 1, Part: 2}}, 0, 1},
	} {
		if taken, all := d.Coverage(c.ideas); taken != c.taken || all != c.all {
			t.Errorf("%v: %d of %d, want %d of %d", c.ideas, taken, all, c.taken, c.all)
		}
	}
	if got := d.Dangling(); !slices.Equal(got, []PropositionID{"p-gone"}) {
		t.Errorf("dangling %v", got)
	}
}

func TestAttach(t *testing.T) {
	before := Sources{"p": {ideaID(3)}}
	after := before.Attach("p", ideaID(1), ideaID(3), consult.IdeaID{Contribution: 1, Part: 2})
	if want := "i1 i1.2 i3"; sourceList(after["p"]) != want {
		t.Errorf("got %q, want %q", sourceList(after["p"]), want)
	}
	if sourceList(before["p"]) != "i3" {
		t.Errorf("the sources it was given were changed: %v", before)
	}
	if got := Sources(nil).Attach("q"); len(got) != 0 {
		t.Errorf("nothing attached gives %v", got)
	}
}

func TestFigures(t *testing.T) {
	want := Figures{Sections: 2, Propositions: 3, Additions: 1, Ideas: 2, Words: 7}
	if got := threaded().Figures(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestThreadHoldsThroughEdits: whatever is spliced away, moved or written, a link
// leads to a proposition that stands or is reported as dangling, and both
// directions agree.
func TestThreadHoldsThroughEdits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Outline(sampleMaterial())
		for range rapid.IntRange(1, 30).Draw(t, "edits") {
			d = edited(t, d)
		}
		checkThread(t, d)
		back, err := Parse(Markdown(d))
		if err != nil {
			t.Fatal(err)
		}
		if len(back.Dangling()) > 0 {
			t.Fatalf("Markdown carries links to nothing: %v", back.Dangling())
		}
		if !reflect.DeepEqual(back.ByIdea(), d.ByIdea()) {
			t.Fatalf("the thread changed through Markdown: %v, was %v", back.ByIdea(), d.ByIdea())
		}
	})
}

// edited deletes, moves or adds a piece of the body, or attaches an idea.
func edited(t *rapid.T, d Document) Document {
	i := rapid.IntRange(1, len(d.Root.Content)).Draw(t, "from")
	j := rapid.IntRange(i, min(len(d.Root.Content), i+3)).Draw(t, "to")
	var nodes []*text.Node
	switch rapid.SampledFrom([]string{"delete", "write", "turn round", "attach"}).Draw(t, "edit") {
	case "write":
		id := rapid.StringMatching(`p-[0-9a-f]{8}`).Draw(t, "id")
		j, nodes = i, []*text.Node{text.New("proposition", map[string]any{"id": id}, text.New("proposition_title", nil))}
	case "turn round":
		nodes = slices.Clone(d.Root.Content[i:j])
		slices.Reverse(nodes)
	case "attach":
		if all := slices.Sorted(maps.Keys(d.Sources)); len(all) > 0 {
			id := rapid.SampledFrom(all).Draw(t, "proposition")
			d.Sources = d.Sources.Attach(id, ideaID(rapid.Uint64Range(1, 50).Draw(t, "idea")))
		}
		return d
	}
	next, err := text.Apply(d.Root, text.Splice(d.Root, i, j, nodes...))
	if err != nil {
		return d // it would have broken the schema
	}
	return Document{Root: next, Sources: d.Sources}
}

func checkThread(t *rapid.T, d Document) {
	standing := map[PropositionID]int{}
	for _, p := range d.Propositions() {
		standing[p.ID] = p.Number
	}
	dangling := d.Dangling()
	links := 0
	for id, ideas := range d.Sources {
		number, stands := standing[id]
		if stands == slices.Contains(dangling, id) {
			t.Fatalf("%s stands: %v, dangles: %v", id, stands, !stands)
		}
		for _, idea := range ideas {
			if stands != slices.Contains(d.ByIdea()[idea], number) {
				t.Fatalf("%s and %s disagree", id, idea)
			}
			if stands {
				links++
			}
		}
	}
	for _, numbers := range d.ByIdea() {
		links -= len(numbers)
	}
	if links != 0 {
		t.Fatalf("%d links more from propositions than from ideas", links)
	}
}

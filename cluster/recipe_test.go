package cluster

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// worked is a classification with everything that can happen to one: a first
// run, decisions, late ideas, a re-run accepted in part.
func worked(t testing.TB) ([]Text, Recipe) {
	t.Helper()
	texts, _ := classified(t, 90, 5)
	first, opt := texts[:84], Options{K: 5, Seed: 7}
	result, err := Run(context.Background(), first, opt)
	if err != nil {
		t.Fatal(err)
	}
	s := NewState(result)
	var journal []Step
	decide := func(d Decision) {
		t.Helper()
		if s, err = s.Decide(d); err != nil {
			t.Fatal(err)
		}
		journal = append(journal, Step{Decide: &d})
	}
	decide(Decision{Kind: DecideRename, Theme: 1, Name: "L’accès aux réseaux"})
	for i := 0; i < 12; i += 2 {
		decide(Decision{Kind: DecidePin, Idea: first[i].ID, Theme: ThemeID(1 + i%4)})
	}
	decide(Decision{Kind: DecideLock, Theme: 2})
	decide(Decision{Kind: DecideSplit, Theme: 1, Name: "Mobile", Ideas: s.ideas(1)[:3]})
	var late []string
	if s, late, err = PlaceLate(context.Background(), s, texts, Options{}); err != nil {
		t.Fatal(err)
	}
	journal = append(journal, Step{Late: late})
	decide(Decision{Kind: DecideAside, Idea: late[0]})
	d := rerun(t, s, texts, Options{K: 7, Seed: 9})
	accepted := d.Ideas()[:(len(d.Moves)+1)/2]
	if s, err = s.Apply(d, accepted); err != nil {
		t.Fatal(err)
	}
	journal = append(journal, Step{Rerun: &RerunStep{K: 7, Seed: 9, Accepted: accepted}})
	decide(Decision{Kind: DecideMerge, Theme: 3, Into: 1})
	r, err := NewRecipe(texts, opt, s)
	if err != nil {
		t.Fatal(err)
	}
	r.Journal, r.Program = journal, "v1.2.3"
	return texts, r
}

func TestReplay(t *testing.T) {
	texts, r := worked(t)
	var file bytes.Buffer
	if err := r.Write(&file); err != nil {
		t.Fatal(err)
	}
	read, err := ReadRecipe(&file)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for _, processors := range []int{1, 2, 3} {
		shuffled := slices.Clone(texts)
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		before := runtime.GOMAXPROCS(processors)
		last := 0.0
		got, err := read.Replay(context.Background(), shuffled, func(_ string, done float64) {
			if done < last || done > 1 {
				t.Errorf("progress went from %v to %v", last, done)
			}
			last = done
		})
		runtime.GOMAXPROCS(before)
		if err != nil || got.SHA256 != r.Result || got.State.SHA256() != r.Result || last < .99 {
			t.Errorf("on %d processors: %v, %s, want %s; done %v", processors, err, got.SHA256, r.Result, last)
		}
	}
}

// What a person chose at the slider is replayed too.
func TestReplayOfALevel(t *testing.T) {
	texts, _ := classified(t, 90, 5)
	levels, err := Explore(t.Context(), texts, Options{Seed: 2})
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewRecipe(texts, Options{K: 4, Seed: 2}, NewState(levels.Cut(4)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Replay(t.Context(), texts, nil); err == nil {
		t.Error("a run in 4 groups is no cut of the tree: the test shows nothing")
	}
	r.Fine = levels.Fine
	if _, err := r.Replay(t.Context(), texts, nil); err != nil {
		t.Error(err)
	}
}

func TestReplaySaysWhatDiffers(t *testing.T) {
	texts, r := worked(t)
	change := func(f func(*Recipe)) Recipe {
		c := r
		c.Words, c.Parameters = wordSums(), parameters()
		c.Journal = slices.Clone(r.Journal)
		f(&c)
		return c
	}
	other := slices.Clone(texts)
	other[5].Text += " "
	for _, c := range []struct {
		name   string
		recipe Recipe
		texts  []Text
		part   RecipePart
		detail string
	}{
		{"a text changed", r, other, PartCorpus, ""},
		{"a text is missing", r, texts[1:], PartCorpus, "90 texts"},
		{"a stop word was added", change(func(r *Recipe) { r.Words["stopwords.txt"] = "00" }), texts, PartWords, "stopwords.txt"},
		{"a list is gone", change(func(r *Recipe) { r.Words["verbs.txt"] = "00" }), texts, PartWords, "verbs.txt"},
		{"a parameter changed", change(func(r *Recipe) { r.Parameters["starts"]++ }), texts, PartParameters, "starts"},
		{"a method of another program", change(func(r *Recipe) { r.Method = "magic" }), texts, PartMethod, "magic"},
		{"another seed", change(func(r *Recipe) { r.Result = "00"; r.Journal = nil; r.Seed = 8 }), texts, PartResult, "00"},
		{"a step is missing", change(func(r *Recipe) { r.Journal = r.Journal[:len(r.Journal)-1] }), texts, PartResult, r.Result},
		{"a step is empty", change(func(r *Recipe) { r.Journal[3] = Step{} }), texts, PartJournal, "4"},
		{"a step is two", change(func(r *Recipe) { r.Journal[3].Late = []string{"x"} }), texts, PartJournal, "4"},
		{"an impossible decision", change(func(r *Recipe) { r.Journal[0] = Step{Decide: &Decision{Kind: DecideLock, Theme: 99}} }), texts, PartJournal, "1"},
		{"a late idea that never came", change(func(r *Recipe) { r.Journal[0] = Step{Late: []string{"absent"}} }), texts, PartJournal, "1"},
		{"more groups than texts", change(func(r *Recipe) { r.K = 1000 }), texts, PartJournal, "0"},
	} {
		_, err := c.recipe.Replay(context.Background(), c.texts, nil)
		wrong, ok := errors.AsType[*RecipeError](err)
		if !ok || wrong.Part != c.part || !strings.Contains(wrong.Error(), c.detail) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if _, err := r.Replay(ended, texts, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
	if _, err := r.Replay(context.Background(), append(slices.Clone(texts[:89]), texts[0]), nil); !errors.Is(err, ErrDuplicateID{ID: texts[0].ID}) {
		t.Errorf("twice: %v", err)
	}
}

func TestReadRecipe(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", "no recipe"}, {"[]", "no recipe"}, {`{"format":1} {}`, "after the recipe"},
		{`{"format":2}`, "2 in the recipe, 1 here"}, {`{}`, "0 in the recipe"},
	} {
		_, err := ReadRecipe(strings.NewReader(c.in))
		if wrong, ok := errors.AsType[*RecipeError](err); !ok || wrong.Part != PartFormat || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.in, err)
		}
	}
}

func TestCorpusSum(t *testing.T) {
	same := func(a, b []Text) bool {
		x, errA := corpusSum(a)
		y, errB := corpusSum(b)
		return errA == nil && errB == nil && x == y
	}
	base := []Text{{"a", "bc"}, {"d", "e"}}
	if !same(base, []Text{{"d", "e"}, {"a", "bc"}}) {
		t.Error("the order of the rows counts")
	}
	if same(base, []Text{{"ab", "c"}, {"d", "e"}}) || same(base, []Text{{"a", "bcd"}, {"", "e"}}) || same(base, base[:1]) {
		t.Error("two corpora have one sum")
	}
}

func FuzzRecipe(f *testing.F) {
	_, r := worked(f)
	var file bytes.Buffer
	if err := r.Write(&file); err != nil {
		f.Fatal(err)
	}
	f.Add(file.String())
	f.Add(`{"format":1,"method":"neighbours","k":2,"journal":[{"decide":{"kind":"pin","idea":"a","theme":2}},{"rerun":{"k":3,"seed":1,"accepted":["b","c"]}},{"late":["d"]},{"decide":{"kind":"split","theme":1,"name":"x","ideas":["a"]}},{"decide":{"kind":"merge","theme":1,"into":2}}]}`)
	f.Add(`{"format":1,"method":"neighbours","fine":5,"k":3,"seed":1}`)
	f.Add(`{"format":1,"method":"tfidf-kmeans","journal":[{"decide":{"kind":"lock","theme":1}},{"rerun":{"k":1}},{"late":["a","a"]}]}`)
	texts := []Text{
		{"a", "Déployer la fibre optique en montagne"}, {"b", "La fibre optique pour les hameaux"}, {"c", "Former les agents publics au numérique"},
		{"d", "Former les élus et les agents"}, {"e", "Des agents formés, des élus formés"}, {"f", ""},
	}
	f.Fuzz(func(t *testing.T, in string) {
		r, err := ReadRecipe(strings.NewReader(in))
		if err != nil || len(r.Journal) > 50 {
			return
		}
		// What it asks for must never panic, on the texts it was made for.
		r.Parameters, r.Words, r.Texts = parameters(), wordSums(), len(texts)
		if r.Corpus, err = corpusSum(texts); err != nil {
			t.Fatal(err)
		}
		got, _ := r.Replay(context.Background(), texts, nil)
		if got.SHA256 == "" {
			return // it asks for what cannot be
		}
		r.Result = got.SHA256
		if again, err := r.Replay(context.Background(), texts, nil); err != nil {
			t.Errorf("the second time: %v: %+v, %+v", err, got, again)
		}
	})
}

package cluster

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

func sample(t testing.TB) []Text {
	t.Helper()
	var texts []Text
	for _, r := range readSample(t, "testdata/lois.csv") {
		texts = append(texts, r.Text)
	}
	return texts
}

// same makes n texts with the ids 0 to n-1.
func same(n int, text string) []Text {
	texts := make([]Text, n)
	for i := range texts {
		texts[i] = Text{ID: fmt.Sprint(i), Text: text}
	}
	return texts
}

func TestRunErrors(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name  string
		texts []Text
		opt   Options
		want  error
	}{
		{"nothing", nil, Options{}, ErrNoTexts},
		{"k too large", same(3, "fibre"), Options{K: 4}, ErrK},
		{"k negative", same(3, "fibre"), Options{K: -1}, ErrK},
		{"method", same(3, "fibre"), Options{Method: "magic"}, ErrUnknownMethod},
		{"duplicate", append(same(3, "fibre"), Text{ID: "1"}), Options{}, ErrDuplicateID{ID: "1"}},
	} {
		if _, err := Run(ctx, c.texts, c.opt); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	ended, end := context.WithCancel(ctx)
	end()
	if _, err := Run(ended, sample(t), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended context: %v", err)
	}
}

// Stopping half-way must return, not hang.
func TestRunStops(t *testing.T) {
	for _, stage := range []string{StageRead, StageGroup} {
		ctx, stop := context.WithCancel(context.Background())
		_, err := Run(ctx, sample(t), Options{K: 10, Progress: func(s string, _ float64) {
			if s == stage {
				stop()
			}
		}})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped at %s: %v", stage, err)
		}
		stop()
	}
}

// sound says what is wrong with a result, "" for nothing.
func sound(texts []Text, r *Result) string {
	if r.K != len(r.Groups) || r.K < 1 || len(r.Placements) != len(texts) {
		return fmt.Sprintf("%d groups, K %d, %d placements", len(r.Groups), r.K, len(r.Placements))
	}
	size := make([]int, r.K+1)
	for i, p := range r.Placements {
		if p.ID != texts[i].ID || p.Group < 1 || p.Group > r.K || p.Second < 0 || p.Second > r.K || p.Second == p.Group {
			return fmt.Sprintf("placement %+v of %s", p, texts[i].ID)
		}
		if !(p.Confidence >= 0 && p.Confidence <= 1) {
			return fmt.Sprintf("confidence %v", p.Confidence)
		}
		size[p.Group]++
	}
	for i, g := range r.Groups {
		if g.Number != i+1 || g.Size != size[g.Number] || g.Size == 0 || g.Label == "" || len(g.Typical) == 0 {
			return fmt.Sprintf("group %+v, size counted %d", g, size[g.Number])
		}
		if i > 0 && g.Size > r.Groups[i-1].Size {
			return "groups are not in order of size"
		}
		for _, w := range g.Words {
			if w.Surface == "" || !(w.Weight > 0 && w.Weight <= 1) || math.IsNaN(w.Weight) {
				return fmt.Sprintf("word %+v", w)
			}
		}
	}
	return ""
}

func TestRunBadTexts(t *testing.T) {
	long := strings.Repeat("La fibre optique arrive dans les villages de montagne. ", 2000)
	huge := strings.Repeat("x", 1<<20)
	for _, c := range []struct {
		name     string
		texts    []Text
		k        int
		groups   int
		unplaced int
	}{
		{"one", same(1, "La fibre pour les villages"), 0, 1, 1},
		{"one long enough", same(1, "La fibre optique pour les villages isolés"), 0, 1, 0},
		{"two", []Text{{"a", "fibre optique rurale"}, {"b", "médecins généralistes ruraux"}}, 2, 2, 0},
		{"all identical", same(30, "La fibre optique pour les villages isolés"), 0, 1, 0},
		{"all identical, more groups asked", same(30, "La fibre optique pour les villages isolés"), 5, 1, 0},
		{"all empty", same(12, ""), 3, 1, 12},
		{"all stop words", same(12, "il faut que nous le fassions pour eux"), 0, 1, 12},
		{"some empty", append(same(6, ""), Text{"a", "fibre optique rurale"}, Text{"b", "médecins généralistes ruraux"}), 2, 2, 6},
		{"100,000 characters", append(same(3, "fibre optique villages"), Text{"a", long}), 2, 2, 0},
		{"1 MB word", append(same(3, "fibre optique villages"), Text{"a", huge}), 2, 2, 1},
		{"English", []Text{{"a", "rural broadband coverage"}, {"b", "family doctors shortage"}, {"c", "broadband rural roads"}}, 2, 2, 0},
		{"not UTF-8", same(4, "fibre \xff\xfe optique \x80 villages"), 1, 1, 0},
		{"right to left", []Text{{"a", "الإنترنت السريع في القرى"}, {"b", "טיפול רפואי בכפרים"}}, 2, 2, 0},
		{"emoji", same(4, "👍👍 ❤️ 👨‍👩‍👧"), 2, 1, 4},
		{"no id", []Text{{"", "fibre optique villages"}, {" ", "médecins généralistes ruraux"}}, 2, 2, 0},
	} {
		r, err := Run(context.Background(), c.texts, Options{K: c.k})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if wrong := sound(c.texts, r); wrong != "" {
			t.Errorf("%s: %s", c.name, wrong)
		}
		unplaced := 0
		for _, p := range r.Placements {
			if p.Unplaced {
				unplaced++
			}
		}
		if r.K != c.groups || unplaced != c.unplaced {
			t.Errorf("%s: %d groups and %d unplaced, want %d and %d", c.name, r.K, unplaced, c.groups, c.unplaced)
		}
	}
}

func TestRunGivesExactlyKGroups(t *testing.T) {
	texts := sample(t)
	const different = 297 // of the 300 texts, three are copies
	for _, k := range []int{1, 2, 7, 50, different, 300} {
		r, err := Run(context.Background(), texts, Options{K: k})
		if err != nil {
			t.Fatal(err)
		}
		if wrong := sound(texts, r); wrong != "" || r.K != min(k, different) {
			t.Errorf("k=%d gave %d groups; %s", k, r.K, wrong)
		}
	}
}

// The same texts and seed give the same result, whatever the order of the texts
// and the number of processors; another seed may give another.
func TestRunIsRepeatable(t *testing.T) {
	for _, m := range Methods {
		t.Run(m.Name, func(t *testing.T) { repeatable(t, m.Name) })
	}
}

func repeatable(t *testing.T, method string) {
	texts := sample(t)
	run := func(texts []Text, seed uint64) *Result {
		r, err := Run(context.Background(), texts, Options{Method: method, K: 10, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	want := run(texts, 3)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, processors := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(processors)
		if got := run(texts, 3); !reflect.DeepEqual(got, want) {
			t.Errorf("another result with %d processors", processors)
		}
	}
	mixed := append([]Text(nil), texts...)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	got := run(mixed, 3)
	if !reflect.DeepEqual(got.Groups, want.Groups) {
		t.Error("other groups for another order of the texts")
	}
	places := map[string]Placement{}
	for _, p := range want.Placements {
		places[p.ID] = p
	}
	for i, p := range got.Placements {
		if p != places[p.ID] || p.ID != mixed[i].ID {
			t.Fatalf("placement %d is %+v, want %+v", i, p, places[mixed[i].ID])
		}
	}
	if reflect.DeepEqual(run(texts, 4).Groups, want.Groups) {
		t.Error("the seed changes nothing")
	}
}

func TestProgress(t *testing.T) {
	var stages []string
	last := 0.0
	_, err := Run(context.Background(), sample(t), Options{Progress: func(stage string, done float64) {
		if len(stages) == 0 || stages[len(stages)-1] != stage {
			stages = append(stages, stage)
		}
		if done < last || done > 1 {
			t.Errorf("%s: %v after %v", stage, done, last)
		}
		last = done
	}})
	if err != nil || last != 1 || !reflect.DeepEqual(stages, []string{StageRead, StageGroup, StageLabel}) {
		t.Errorf("%v, stages %v, last %v", err, stages, last)
	}
}

func TestMethods(t *testing.T) {
	for _, m := range Methods {
		r, err := Run(context.Background(), themed(), Options{Method: m.Name, K: 3})
		if err != nil || m.Title == "" {
			t.Fatalf("%s: %v", m.Name, err)
		}
		if wrong := sound(themed(), r); wrong != "" || r.Method != m.Name {
			t.Errorf("%s: %s", m.Name, wrong)
		}
		for _, p := range r.Placements {
			for _, q := range r.Placements {
				if (p.ID[0] == q.ID[0]) != (p.Group == q.Group) {
					t.Fatalf("%s puts %s in %d and %s in %d", m.Name, p.ID, p.Group, q.ID, q.Group)
				}
			}
		}
	}
	if _, err := findMethod(DefaultMethod); err != nil {
		t.Error(err)
	}
}

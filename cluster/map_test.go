package cluster

import (
	"context"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"

	"pgregory.net/rapid"
)

// drawn lays out texts and draws their map.
func drawn(t testing.TB, texts []Text) *Map {
	t.Helper()
	a, err := analyse(context.Background(), texts, Options{K: min(len(texts), 10)})
	if err != nil {
		t.Fatal(err)
	}
	m, err := a.drawMap(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func labelled(t testing.TB) []Text {
	t.Helper()
	rows := readSample(t, "testdata/lois.csv")
	texts := make([]Text, len(rows))
	for i, r := range rows {
		texts[i] = r.Text
	}
	return texts
}

func TestMapIsHonest(t *testing.T) {
	m := drawn(t, labelled(t))
	t.Logf("trust %.3f", m.Trust)
	if m.Trust < .95 { // .972 when this was written; principal components reach .7 to .8
		t.Errorf("trust %.3f", m.Trust)
	}
}

func TestMapIsTheSameWhateverTheProcessorsAndTheOrder(t *testing.T) {
	texts := labelled(t)
	want := drawn(t, texts)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if got := drawn(t, texts); !reflect.DeepEqual(got, want) {
		t.Error("the map changes with the processors or the order of the texts")
	}
}

func TestMapOfFewTexts(t *testing.T) {
	for _, c := range []struct {
		name   string
		texts  []Text
		points int
	}{
		{"one", []Text{{"a", "La fibre optique"}}, 1},
		{"two", []Text{{"a", "La fibre optique"}, {"b", "Une école rurale"}}, 2},
		{"three", []Text{{"a", "La fibre optique"}, {"b", "Une école rurale"}, {"c", "La fibre à l’école"}}, 3},
		{"copies", []Text{{"a", "La fibre optique"}, {"b", "La fibre optique"}, {"c", "La fibre optique"}}, 3},
		{"no word", []Text{{"a", "…"}, {"b", ""}}, 0},
		{"one without words", []Text{{"a", "La fibre optique"}, {"b", "!"}}, 1},
	} {
		m := drawn(t, c.texts)
		if len(m.Points) != c.points || !(m.Trust >= 0 && m.Trust <= 1) {
			t.Errorf("%s: %+v", c.name, m)
		}
		for _, p := range m.Points {
			if !(p.X >= 0 && p.X <= 1 && p.Y >= 0 && p.Y <= 1) {
				t.Errorf("%s: %+v is outside", c.name, p)
			}
		}
	}
}

// TestMapBeyondTheDrawn: a text that is not drawn stands beside its likes.
func TestMapBeyondTheDrawn(t *testing.T) {
	ctx := context.Background()
	a, err := analyse(ctx, labelled(t), Options{K: 10})
	if err != nil {
		t.Fatal(err)
	}
	first := a.firstOfPoints()
	chosen := evenly(len(first), 2*len(first)/3)
	like, _ := likenesses(ctx, a.space.pick(first).pick(chosen))
	at, err := tsne(ctx, like.attraction(), principalPlane(a.space.pick(first).pick(chosen)))
	if err != nil {
		t.Fatal(err)
	}
	all, err := a.spread(ctx, first, chosen, at)
	if err != nil {
		t.Fatal(err)
	}
	if got := pickPlaces(all, chosen); !reflect.DeepEqual(got, at) {
		t.Error("the drawn texts moved")
	}
	every, _ := likenesses(ctx, a.space.pick(first))
	if trust := every.trust(all); trust < .93 {
		t.Errorf("trust %.3f with a third not drawn", trust)
	}
}

func TestTrust(t *testing.T) {
	const n = 60
	s := newSpace(n, 2) // a fan of directions: the order on it is the truth
	var line, noise []float32
	rng := rand.New(rand.NewPCG(3, 3))
	for i := range n {
		angle := float64(i) / n
		s.row(i)[0], s.row(i)[1] = float32(math.Cos(angle)), float32(math.Sin(angle))
		line = append(line, float32(i), 0)
		noise = append(noise, rng.Float32(), rng.Float32())
	}
	like, _ := likenesses(context.Background(), s)
	if got := like.trust(line); got < .999 {
		t.Errorf("trust of the truth: %f", got)
	}
	if got := like.trust(noise); got < .4 || got > .6 {
		t.Errorf("trust of noise: %f", got)
	}
}

func TestPerplexity(t *testing.T) {
	d2, p := make([]float64, 90), make([]float64, 90)
	for i := range d2 {
		d2[i] = float64(i+3) * .01
	}
	byPerplexity(d2, p)
	entropy, sum := 0.0, 0.0
	for _, x := range p {
		sum += x
		entropy -= x * math.Log(x)
	}
	if math.Abs(sum-1) > 1e-9 || math.Abs(math.Exp(entropy)-perplexity) > .01 {
		t.Errorf("perplexity %f, sum %f", math.Exp(entropy), sum)
	}
}

func TestMapStopsWhenAsked(t *testing.T) {
	a, err := analyse(context.Background(), labelled(t), Options{K: 5})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := a.drawMap(ctx); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

func BenchmarkMap(b *testing.B) {
	for _, n := range []int{1000, 3000} {
		a, err := analyse(context.Background(), recombine(b, n), Options{K: 20})
		if err != nil {
			b.Fatal(err)
		}
		b.Run("n="+map[int]string{1000: "1000", 3000: "3000"}[n], func(b *testing.B) {
			for b.Loop() {
				if _, err := a.drawMap(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestGridRepelsAsAllPairs: far points taken together push almost as one by
// one.
func TestGridRepelsAsAllPairs(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for _, n := range []int{1, 2, 30, 2000} {
		x, y := make([]float32, n), make([]float32, n)
		for i := range x { // some crowds, as a map has
			x[i] = 20*float32(rng.IntN(4)) + float32(4*rng.NormFloat64())
			y[i] = 20*float32(rng.IntN(4)) + float32(4*rng.NormFloat64())
		}
		g := newGrid(x, y)
		g.fill(x, y)
		wrong, size := 0.0, 0.0
		for i := range x {
			pushX, pushY, sum := g.repel(x[i], y[i])
			var trueX, trueY, trueSum float64
			for j := range x {
				if j != i {
					dx, dy := float64(x[i]-x[j]), float64(y[i]-y[j])
					w := 1 / (1 + dx*dx + dy*dy)
					trueX, trueY, trueSum = trueX+w*w*dx, trueY+w*w*dy, trueSum+w
				}
			}
			wrong += math.Hypot(float64(pushX)-trueX, float64(pushY)-trueY)
			size += math.Hypot(trueX, trueY)
			if math.Abs(float64(sum)-trueSum) > .03*trueSum+1e-5 {
				t.Errorf("n=%d: sum %f, want %f", n, sum, trueSum)
			}
		}
		if wrong > .01*size+1e-5 {
			t.Errorf("n=%d: forces are %.4f wrong of %.4f", n, wrong, size)
		}
	}
}

// TestMapIsAlwaysFinite draws any small space.
func TestMapIsAlwaysFinite(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n, d := rapid.IntRange(1, 40).Draw(r, "n"), rapid.IntRange(1, 4).Draw(r, "d")
		s := newSpace(n, d)
		for i := range s.at {
			s.at[i] = rapid.SampledFrom([]float32{-1, 0, 0, 1e-6, .5, 1}).Draw(r, "at")
		}
		s.normalize(0, n)
		like, _ := likenesses(context.Background(), s)
		at, err := tsne(context.Background(), like.attraction(), principalPlane(s))
		if err != nil {
			r.Fatal(err)
		}
		fitSquare(at)
		for _, v := range at {
			if !(v >= 0 && v <= 1) {
				r.Fatalf("%v", at)
			}
		}
		if trust := like.trust(at); !(trust >= 0 && trust <= 1) {
			r.Fatalf("trust %f", trust)
		}
	})
}

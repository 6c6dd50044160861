package consult_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"unanime/consult"
	"unanime/internal/store/storetest"
)

// BenchmarkSearch reads the pages of an organiser at 1,000 and at 100,000
// contributions: the figure to watch is the ratio of the two, at most 3.
// "index" fills the index, and tells the bytes it keeps for each contribution.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		h := crowd(b, n)
		b.Run(fmt.Sprintf("index/%d", n), func(b *testing.B) {
			for b.Loop() {
				before := live()
				anew := &consult.Register{Store: h.Store, Congress: h.Congress, Now: h.Now}
				if err := anew.Warm(); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric((live()-before)/float64(n), "B/contribution")
				runtime.KeepAlive(anew)
			}
		})
		if err := h.Warm(); err != nil {
			b.Fatal(err)
		}
		for _, c := range []struct {
			name string
			q    consult.Query
		}{
			{"list", consult.Query{Limit: 40}},
			{"filtered", consult.Query{Channel: consult.Paper, Limit: 40}},
			{"newest", consult.Query{Order: consult.ByDate, Limit: 40}},
			{"frequent", consult.Query{Words: "mot1", Limit: 40}},
			{"frequent-newest", consult.Query{Words: "mot1", Order: consult.ByDate, Limit: 40}},
			{"two-words", consult.Query{Words: "mot3 mot5", Limit: 40}},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				for b.Loop() {
					if found, err := h.Search(h.organizer, c.q); err != nil || len(found.Contributions) == 0 {
						b.Fatal(len(found.Contributions), err)
					}
				}
			})
		}
		b.Run(fmt.Sprintf("figures/%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := h.Figures(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// live is the memory in use, in bytes.
func live() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// crowd is a house of n contributions of some 60 words, which follow the law of
// Zipf as those of a language do.
func crowd(b *testing.B, n int) *house {
	b.Helper()
	d := storetest.Dir(b)
	var officials []consult.Official
	for i := range 400 {
		code := fmt.Sprintf("%02d", i%95+1)
		officials = append(officials, consult.Official{Given: "Élue", Family: fmt.Sprint("Numéro", i), Territory: consult.Territory{Department: code}})
	}
	calendar := []consult.Opening{{Phase: consult.Collect, At: opens}, {Phase: consult.Classify, At: frozen}}
	_, err := consult.Found(d.Store, consult.Founding{Congress: consult.Congress{ID: "2027", Calendar: calendar}, Officials: officials})
	if err != nil {
		b.Fatal(err)
	}
	h := &house{now: during, organizer: consult.Actor{Account: 1, Role: consult.Organizer}}
	h.Register = &consult.Register{Store: d.Store, Congress: "2027", Now: func() time.Time { return h.now }}
	rnd := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(rnd, 1.1, 8, 60_000)
	for from := 0; from < n; from += 5000 {
		var records []consult.Record
		for i := from; i < min(n, from+5000); i++ {
			var text strings.Builder
			for range 60 {
				fmt.Fprintf(&text, "mot%d ", zipf.Uint64())
			}
			c := consult.Contribution{Author: consult.OfficialID(i%400 + 1), Sent: opens.Add(time.Duration(i) * time.Minute), Channel: consult.Online}
			if i%10 == 0 {
				c.Channel = consult.Paper
			}
			records = append(records, consult.Record{Text: text.String(), Contribution: c})
		}
		if _, err := h.Import(h.organizer, records); err != nil {
			b.Fatal(err)
		}
	}
	return h
}

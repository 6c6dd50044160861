package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"unanime/consult"
	"unanime/internal/store"
)

// BenchmarkSubmit counts durable acknowledgements of 1 KiB contributions.
//
//	log          a plain file, append and fdatasync, group commit: what the disk
//	             can do, the peer of the two others
//	gather       consult.Register.Submit through the gathering writer
//	update-each  the same, one transaction after the other
//
// They come from a thousand officials in turn. Each way takes turns with the log
// within one measurement, in ten slices, so that a busy machine slows both alike:
// "of-log" is the ratio of acks/s to it, the figure to watch.
func BenchmarkSubmit(b *testing.B) {
	body := strings.Repeat("une phrase de la contribution. ", 40)[:1024]
	for _, way := range []struct {
		name  string
		start func(*testing.B, string) func(n int) error
	}{{"log", startLog}, {"gather", startGather}, {"update-each", startEach}} {
		for _, writers := range []int{1, 16, 128} {
			b.Run(fmt.Sprintf("%s/%d", way.name, writers), func(b *testing.B) {
				send, peer := way.start(b, body), startLog(b, body)
				var mine, others time.Duration
				b.ResetTimer()
				for from, slice := 0, max(b.N/10, 1); from < b.N; from += slice {
					to := min(from+slice, b.N)
					mine += volley(b, writers, from, to, send)
					b.StopTimer()
					others += volley(b, writers, from, to, peer)
					b.StartTimer()
				}
				b.ReportMetric(float64(b.N)/mine.Seconds(), "acks/s")
				b.ReportMetric(others.Seconds()/mine.Seconds(), "of-log")
			})
		}
	}
}

// volley sends numbers from+1 to to by so many writers at once.
func volley(b *testing.B, writers, from, to int, send func(n int) error) time.Duration {
	next := atomic.Int64{}
	next.Store(int64(from))
	begun := time.Now()
	var all sync.WaitGroup
	for range writers {
		all.Go(func() {
			for n := next.Add(1); n <= int64(to); n = next.Add(1) {
				if err := send(int(n)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
	return time.Since(begun)
}

const crowd = 1000

func startGather(b *testing.B, body string) func(n int) error {
	_, d := open(b)
	people(b, d, crowd)
	r := register(d)
	return func(n int) error {
		_, err := r.Submit(member(n%crowd+1), consult.Form{Key: fmt.Sprintf("key-%09d", n), Text: body})
		return err
	}
}

func startEach(b *testing.B, body string) func(n int) error {
	_, d := open(b)
	people(b, d, crowd)
	r := register(d)
	r.Store = store.Each{Store: d.Store}
	return func(n int) error {
		_, err := r.Submit(member(n%crowd+1), consult.Form{Key: fmt.Sprintf("key-%09d", n), Text: body})
		return err
	}
}

// startLog gathers as the store does, and does nothing else.
func startLog(b *testing.B, body string) func(n int) error {
	f, err := os.Create(filepath.Join(b.TempDir(), "log"))
	must(b, err)
	queue := make(chan chan error, 4096)
	b.Cleanup(func() { close(queue); f.Close() })
	go func() {
		for first := range queue {
			batch := []chan error{first}
			for more := true; more && len(batch) < 500; {
				select {
				case m := <-queue:
					batch = append(batch, m)
				default:
					more = false
				}
			}
			_, err := f.WriteString(strings.Repeat(body, len(batch)))
			err = errors.Join(err, store.Fdatasync(f))
			for _, answer := range batch {
				answer <- err
			}
		}
	}()
	return func(int) error {
		answer := make(chan error, 1)
		queue <- answer
		return <-answer
	}
}

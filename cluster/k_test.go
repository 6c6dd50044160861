package cluster

import "testing"

func TestSuggest(t *testing.T) {
	for n, want := range map[int]int{0: 1, 1: 1, 2: 1, 12: 2, 60: 4, 100: 6, 200: 8, 775: 8, 100_000: 8} {
		if got := Suggest(n); got != want {
			t.Errorf("Suggest(%d) = %d, want %d", n, got, want)
		}
	}
}

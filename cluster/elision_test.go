package cluster

import "testing"

func TestIsElided(t *testing.T) {
	for _, c := range []struct {
		word, after string
		want        bool
	}{
		{"l", "accès", true}, {"L", "accès", true}, {"qu", "il", true}, {"Jusqu", "à", true}, {"quelqu", "un", true},
		{"presqu", "île", false}, {"presqu", "aucun", true}, {"aujourd", "hui", false}, {"prud", "homme", false},
		{"pass", "sport", false}, {"O", "Brien", false},
	} {
		if got := isElided(c.word, c.after); got != c.want {
			t.Errorf("%s'%s: %v, want %v", c.word, c.after, got, c.want)
		}
	}
}

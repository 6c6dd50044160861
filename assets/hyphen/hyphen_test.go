package hyphen

import (
	"regexp"
	"strings"
	"testing"
)

var pattern = regexp.MustCompile(`^\.?([0-9]?[\p{Ll}'’])+[0-9]?\.?[0-9]?$|^2['’]2$`)

func TestFrench(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(French, "\n"), "\n")
	if len(lines) != 1216 {
		t.Errorf("%d patterns, want 1216", len(lines))
	}
	seen := map[string]bool{}
	for _, line := range lines {
		if !pattern.MatchString(line) || seen[line] {
			t.Errorf("bad or repeated pattern %q", line)
		}
		seen[line] = true
	}
	for _, want := range []string{"1ba", ".a4", "'a4", "’a4", ".con4", "1é2lectr", "vanil3lis", "2ckent."} {
		if !seen[want] {
			t.Errorf("no pattern %q", want)
		}
	}
}

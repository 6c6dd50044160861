package motion

import (
	"strings"

	"unanime/internal/typography"
)

// set writes words on one line as French print does. It changes no word.
func set(s string) string { return typography.French(strings.Join(strings.Fields(s), " ")) }

// count says how many: "1 idée", "1 234 idées".
func count(n int, noun string) string {
	return typography.Number(n) + typography.NoBreak + choose(n, noun, plural(noun))
}

// choose is the French plural: from two on.
func choose(n int, one, many string) string {
	if n < 2 {
		return one
	}
	return many
}

func plural(noun string) string {
	switch {
	case strings.HasSuffix(noun, "s"), strings.HasSuffix(noun, "x"):
		return noun
	case strings.HasSuffix(noun, "eu"), strings.HasSuffix(noun, "eau"):
		return noun + "x"
	}
	return noun + "s"
}

// enumerate writes "a, b et c".
func enumerate(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " et " + all[len(all)-1]
}

// sentence ends a text as a sentence ends.
func sentence(s string) string {
	if s == "" {
		return s
	}
	for _, end := range []string{".", "!", "?", "…"} {
		if strings.HasSuffix(s, end) {
			return s
		}
	}
	return s + "."
}

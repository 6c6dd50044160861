package motion

import (
	"regexp"
	"strconv"
	"strings"
)

// plainName can follow # or be a value without quotation marks.
var plainName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// attributes writes {#id .class more}, without what is empty.
func attributes(class, id string, more ...string) string {
	words := []string{"." + class}
	switch {
	case plainName.MatchString(id):
		words = []string{"#" + id, "." + class}
	case id != "":
		words = append(words, "id="+inQuotes(id))
	}
	for _, w := range more {
		if w != "" {
			words = append(words, w)
		}
	}
	return "{" + strings.Join(words, " ") + "}"
}

// pair writes name="value", nothing when the value is the default.
func pair(name, value, byDefault string) string {
	if value == byDefault {
		return ""
	}
	return name + "=" + inQuotes(value)
}

// numberPair writes name=3, nothing when the value is the default.
func numberPair(name string, v any, byDefault float64) string {
	n, ok := v.(float64)
	if i, whole := v.(int); whole {
		n, ok = float64(i), true
	}
	if !ok || n == byDefault {
		return ""
	}
	return name + "=" + strconv.FormatFloat(n, 'g', -1, 64)
}

// quotes are the escapes that goldmark knows inside an attribute.
var quotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`, "\b", `\b`, "\f", `\f`)

func inQuotes(s string) string { return `"` + quotes.Replace(s) + `"` }

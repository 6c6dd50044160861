package web

import (
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"unanime/consult"
	"unanime/internal/typography"
)

// french is a sentence of ours as it is shown.
func french(s string) string { return typography.French(s) }

// pieces are what a template is made of besides words: comments, scripts,
// actions and tags.
var pieces = regexp.MustCompile(`(?s)\{\{.*?\}\}|<!--.*?-->|<(?:script|style|svg).*?</(?:script|style|svg)>|<[^>]*>`)

// value stands for an action while the words around it are set: what it will
// print touches them like a word.
const value = '\uE000'

// frenchTemplate sets the words between the tags of a template in French
// typography, so that templates are typed with plain spaces and apostrophes.
// What actions print is left as it is: it may be an official's.
func frenchTemplate(source string) string {
	var runs, marks []string
	var words strings.Builder
	var actions []string
	last := 0
	for _, at := range pieces.FindAllStringIndex(source, -1) {
		words.WriteString(source[last:at[0]])
		last = at[1]
		piece := source[at[0]:at[1]]
		if prints(piece) {
			words.WriteRune(value)
			actions = append(actions, piece)
			continue
		}
		runs, marks = append(runs, words.String()), append(marks, piece)
		words.Reset()
	}
	words.WriteString(source[last:])
	runs = typography.FrenchRuns(append(runs, words.String()))
	var out strings.Builder
	for i, run := range runs {
		for _, r := range run {
			if r == value {
				out.WriteString(actions[0])
				actions = actions[1:]
				continue
			}
			out.WriteRune(r)
		}
		if i < len(marks) {
			out.WriteString(marks[i])
		}
	}
	return out.String()
}

var control = regexp.MustCompile(`^\{\{-?\s*(if|else|end|range|with|define|block|template|/\*|break|continue|\$?\w+\s*:=)`)

func prints(piece string) bool {
	return strings.HasPrefix(piece, "{{") && !control.MatchString(piece)
}

// count says how many, as « 1 contribution » or « 1 234 contributions ». In
// French zero and one are singular.
func count(n int, one, many string) string {
	word := many
	if n < 2 {
		word = one
	}
	return typography.Number(n) + typography.NoBreak + word
}

// percent is a share in [0,1], as « 82 % ».
func percent(share float64) string {
	return fmt.Sprintf("%.0f%s%%", share*100, typography.NoBreak)
}

// reference is the contribution that an idea comes from, as people cite it.
func reference(idea string) string {
	id, err := consult.ParseIdeaID(idea)
	if err != nil {
		return idea
	}
	return id.Contribution.String()
}

func words() template.FuncMap {
	return template.FuncMap{
		"french": french, "count": count, "percent": percent,
		"date": typography.Date, "shortDate": typography.ShortDate, "dateTime": typography.DateTime, "deadline": deadline, "hour": typography.Hour,
		"reference": reference, "origin": origin, "aboutOfficial": about, "speakerName": speakerName, "number": typography.Number, "join": strings.Join,
	}
}

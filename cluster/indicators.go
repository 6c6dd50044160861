package cluster

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// Indicator is a figure about a classification that anyone can read.
type Indicator struct {
	Name     string  // in French, lower case: « netteté »
	Value    float64 // a share, in [0,1]
	Sentence string  // in French, what the value means here
	Warning  bool    // someone should look at it
}

const (
	// clearMargin: the second theme has at most four fifths of the likeness of
	// the first. It is the median of all placements by DefaultMethod in four
	// consultations, in 8 or 30 themes (.16 to .31, mean .22), so that half is
	// what one may expect; measure it again when the method changes.
	clearMargin = .2
	// largeTheme is the share of the placed ideas above which a theme holds too
	// much for one heading.
	largeTheme = .40
	// leastCovered: with a quarter « à classer », the sorting is not done.
	leastCovered = .75
)

// French signs: no line may end before « % », « : » or inside « ».
const (
	noBreak = "\u00A0"
	narrow  = "\u202F"
)

// Indicators are netteté, couverture, équilibre and doublons, in that order;
// solidité costs ten runs, see Solidity. The only error is that of ctx.
func (a *Analysis) Indicators(ctx context.Context) ([]Indicator, error) {
	groups, err := a.Duplicates(ctx)
	if err != nil {
		return nil, err
	}
	copies := 0
	for _, g := range groups {
		copies += len(g.IDs)
	}
	placed, sure, free := 0, 0, 0
	for _, p := range a.State.Places {
		if p.Theme == Unplaced {
			continue
		}
		placed++
		if !p.Pinned {
			free++
			if p.Confidence >= clearMargin {
				sure++
			}
		}
	}
	largest, name := 0, ""
	for t, rows := range a.members {
		if len(rows) > largest {
			theme, _ := a.State.Theme(a.themes[t])
			largest, name = len(rows), theme.Name
		}
	}
	all := len(a.State.Places)
	return []Indicator{
		clarity(sure, free), coverage(placed, all), balance(largest, placed, name),
		repeats(copies, len(groups), all),
	}, nil
}

// clarity: of the ideas the machine placed, how many are surely nearer to
// their theme.
func clarity(sure, placed int) Indicator {
	in := Indicator{Name: "netteté", Value: share(sure, placed)}
	switch {
	case placed == 0:
		in.Sentence = "La machine n’a placé aucune idée."
	case sure == placed:
		in.Sentence = "Toutes les idées placées par la machine sont nettement plus proches de leur thème que de tout autre."
	case sure == 0:
		in.Sentence = "Aucune idée placée par la machine n’est nettement plus proche de son thème que des autres" + narrow + "; mieux vaut toutes les relire."
	default:
		in.Sentence = percent(in.Value) + " des idées placées par la machine sont nettement plus proches de leur thème que de tout autre" +
			narrow + "; les autres hésitent entre deux et méritent une relecture."
	}
	return in
}

func coverage(placed, all int) Indicator {
	in := Indicator{Name: "couverture", Value: share(placed, all)}
	in.Warning = all > 0 && in.Value < leastCovered
	left := all - placed
	switch {
	case all == 0:
		in.Sentence = "Il n’y a pas encore d’idée."
	case left == 0:
		in.Sentence = "Toutes les idées sont dans un thème."
	case placed == 0:
		in.Sentence = "Aucune idée n’est dans un thème."
	default:
		in.Sentence = fmt.Sprintf("%s sur %s %s dans un thème (%s)%s; %s %s à classer.", ideas(placed), number(all),
			plural(placed, "est", "sont"), percent(in.Value), narrow, number(left), plural(left, "reste", "restent"))
	}
	return in
}

func balance(largest, placed int, name string) Indicator {
	in := Indicator{Name: "équilibre", Value: share(largest, placed)}
	if placed == 0 {
		in.Sentence = "Aucun thème ne contient d’idée."
		return in
	}
	in.Warning = in.Value > largeTheme
	in.Sentence = fmt.Sprintf("Le plus grand thème, «%s%s%s», réunit %s des idées classées", narrow, name, narrow, percent(in.Value))
	if in.Warning {
		in.Sentence += narrow + "; c’est beaucoup pour un seul thème" + noBreak + ": voyez s’il faut le scinder"
	}
	in.Sentence += "."
	return in
}

func repeats(copies, groups, all int) Indicator {
	in := Indicator{Name: "doublons", Value: share(copies, all)}
	switch {
	case copies == 0:
		in.Sentence = "Aucune idée n’en répète une autre."
	case groups == 1:
		in.Sentence = fmt.Sprintf("%s disent la même chose, à quelques mots près (%s).", ideas(copies), percent(in.Value))
	default:
		in.Sentence = fmt.Sprintf("%s (%s) en répètent d’autres à quelques mots près, en %s groupes.",
			ideas(copies), percent(in.Value), number(groups))
	}
	return in
}

func share(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(part) / float64(all)
}

// percent never says 0 % of something nor 100 % of less than all.
func percent(share float64) string {
	p := int(share*100 + .5)
	switch {
	case p == 0 && share > 0:
		return "moins de 1" + noBreak + "%"
	case p == 100 && share < 1:
		return "plus de 99" + noBreak + "%"
	}
	return strconv.Itoa(p) + noBreak + "%"
}

func ideas(n int) string { return number(n) + noBreak + plural(n, "idée", "idées") }

// plural: in French, zero and one are singular.
func plural(n int, one, many string) string {
	if n < 2 {
		return one
	}
	return many
}

// number groups digits by three: 12 345.
func number(n int) string {
	s := strconv.Itoa(n)
	var b strings.Builder
	for i, r := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(narrow)
		}
		b.WriteRune(r)
	}
	return b.String()
}

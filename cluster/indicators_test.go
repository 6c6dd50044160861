package cluster

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
)

// spaced writes the two spaces of the sentences as _ (no break) and ~ (narrow).
var spaced = strings.NewReplacer(noBreak, "_", narrow, "~")

func TestIndicatorSentences(t *testing.T) {
	for _, c := range []struct {
		in      Indicator
		value   float64
		want    string
		warning bool
	}{
		{clarity(0, 0), 0, "La machine n’a placé aucune idée.", false},
		{clarity(0, 9), 0, "Aucune idée placée par la machine n’est nettement plus proche de son thème que des autres~; mieux vaut toutes les relire.", false},
		{clarity(62, 100), .62, "62_% des idées placées par la machine sont nettement plus proches de leur thème que de tout autre~; les autres hésitent entre deux et méritent une relecture.", false},
		{clarity(9, 9), 1, "Toutes les idées placées par la machine sont nettement plus proches de leur thème que de tout autre.", false},
		{clarity(1, 1000), .001, "moins de 1_% des idées placées par la machine sont nettement plus proches de leur thème que de tout autre~; les autres hésitent entre deux et méritent une relecture.", false},
		{coverage(0, 0), 0, "Il n’y a pas encore d’idée.", false},
		{coverage(0, 4), 0, "Aucune idée n’est dans un thème.", true},
		{coverage(4, 4), 1, "Toutes les idées sont dans un thème.", false},
		{coverage(1, 2), .5, "1_idée sur 2 est dans un thème (50_%)~; 1 reste à classer.", true},
		{coverage(912, 1027), 912. / 1027, "912_idées sur 1~027 sont dans un thème (89_%)~; 115 restent à classer.", false},
		{coverage(1199, 1200), 1199. / 1200, "1~199_idées sur 1~200 sont dans un thème (plus de 99_%)~; 1 reste à classer.", false},
		{balance(0, 0, ""), 0, "Aucun thème ne contient d’idée.", false},
		{balance(23, 100, "Fibre, zones"), .23, "Le plus grand thème, «~Fibre, zones~», réunit 23_% des idées classées.", false},
		{balance(40, 100, "Fibre"), .4, "Le plus grand thème, «~Fibre~», réunit 40_% des idées classées.", false},
		{balance(41, 100, "Fibre"), .41, "Le plus grand thème, «~Fibre~», réunit 41_% des idées classées~; c’est beaucoup pour un seul thème_: voyez s’il faut le scinder.", true},
		{repeats(0, 0, 9), 0, "Aucune idée n’en répète une autre.", false},
		{repeats(3, 1, 30), .1, "3_idées disent la même chose, à quelques mots près (10_%).", false},
		{repeats(24, 9, 100), .24, "24_idées (24_%) en répètent d’autres à quelques mots près, en 9 groupes.", false},
		{solidity(0, 0), 0, "Il y a trop peu d’idées pour éprouver les thèmes.", false},
		{solidity(.81, 90), .81, "On a refait dix fois le classement sans un dixième des idées_: 81_% gardent leur thème en moyenne.", false},
		{solidity(1, 90), 1, "On a refait dix fois le classement sans un dixième des idées_: toutes gardent leur thème.", false},
	} {
		if got := spaced.Replace(c.in.Sentence); got != c.want || c.in.Value != c.value || c.in.Warning != c.warning {
			t.Errorf("%s: %v %v %q\nwant %v %v %q", c.in.Name, c.in.Value, c.in.Warning, got, c.value, c.warning, c.want)
		}
		for _, jargon := range []string{"NMI", "ARI", "cluster", "score", "silhouette", "cosinus"} {
			if strings.Contains(c.in.Sentence, jargon) {
				t.Errorf("%q speaks like a machine", c.in.Sentence)
			}
		}
	}
}

func TestIndicators(t *testing.T) {
	_, a := analysed(t, threeThemes, 3)
	got, err := a.Indicators(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, in := range got {
		names = append(names, in.Name)
		if !(in.Value >= 0 && in.Value <= 1) || in.Sentence == "" {
			t.Errorf("%+v", in)
		}
	}
	if strings.Join(names, " ") != "netteté couverture équilibre doublons" {
		t.Errorf("%q", names)
	}
	if repeated := got[3].Value; math.Abs(repeated-2./13) > 1e-9 { // s2 and c1
		t.Errorf("doublons %v", repeated)
	}
}

func TestSolidity(t *testing.T) {
	texts := labelled(t)[:120]
	opt := Options{K: 4}
	r, err := Run(context.Background(), texts, opt)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Solidity(context.Background(), texts, r, opt)
	if err != nil || got.Value <= .3 || got.Value > 1 {
		t.Errorf("%+v %v", got, err)
	}
	if again, _ := Solidity(context.Background(), texts, r, opt); again != got {
		t.Errorf("%+v, then %+v", got, again)
	}
	ctx, cancel := context.WithCancel(context.Background())
	opt.Progress = func(stage string, done float64) {
		if stage == StageRepeat {
			cancel()
		}
	}
	if _, err := Solidity(ctx, texts, r, opt); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	for _, few := range [][]Text{texts[:1], texts[:2], {{"a", ""}, {"b", "…"}}} {
		r, err := Run(context.Background(), few, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Solidity(context.Background(), few, r, Options{}); err != nil || math.IsNaN(got.Value) {
			t.Errorf("%+v %v", got, err)
		}
	}
}

func TestAgreement(t *testing.T) {
	own := map[string]int{"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}
	for _, c := range []struct {
		again       map[string]int
		kept, asked int
	}{
		{map[string]int{"a": 7, "b": 7, "c": 3, "d": 3, "e": 3}, 5, 5},
		{map[string]int{"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, 3, 5},
		{map[string]int{"a": 1, "c": 1, "x": 4}, 1, 2},
		{nil, 0, 0},
	} {
		if kept, asked := agreement(own, c.again); kept != c.kept || asked != c.asked {
			t.Errorf("%v: %d of %d, want %d of %d", c.again, kept, asked, c.kept, c.asked)
		}
	}
}

package cluster

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// methodSteps tells a method as a list, in words that need no mathematics.
func methodSteps(r Recipe) []string {
	p := r.Parameters
	weigh := "**Peser les mots.** Un mot rare dans l’ensemble et répété dans une idée pèse plus qu’un mot que tout le monde emploie (TF-IDF)."
	steps := []string{
		"**Lire.** Chaque idée est découpée en mots ; les formes d’un même mot (« élu », « élue », « élu·es ») comptent pour une, les mots sans thème (« le », « pour », « commune ») sont laissés.",
		weigh,
	}
	if r.Method == "neighbours" {
		steps = append(steps, fmt.Sprintf("**Rapprocher.** Chaque idée est rapprochée, en %s, de celles qui lui ressemblent le plus : deux idées qui n’ont aucun mot commun se rejoignent si leurs voisines se ressemblent.", counted(int(p["steps"]), "pas", "pas")))
	}
	name := r.Method
	if m, err := findMethod(r.Method); err == nil {
		name = lowerFirst(m.Title)
	}
	return append(steps,
		fmt.Sprintf("**Grouper.** Les idées sont réparties autour de centres, que l’on déplace jusqu’à ce que plus rien ne change ; le meilleur de plusieurs essais est gardé. Nom de la méthode : %s (`%s`).", name, r.Method),
		"**Nommer.** Chaque groupe reçoit pour titre les mots qui le distinguent des autres.",
		"**Douter.** Une idée presque aussi proche d’un autre groupe, ou qui a trop peu de mots, est laissée « à classer » : une personne la lira.",
	)
}

// decisionWords are the kinds of decisions, one and several.
var decisionWords = map[DecisionKind][2]string{
	DecidePin:    {"idée placée à la main", "idées placées à la main"},
	DecideUnpin:  {"idée rendue à la machine", "idées rendues à la machine"},
	DecideAside:  {"idée remise « à classer » à la main", "idées remises « à classer » à la main"},
	DecideForbid: {"thème interdit à une idée", "thèmes interdits à des idées"},
	DecideAllow:  {"interdiction levée", "interdictions levées"},
	DecideLock:   {"thème verrouillé", "thèmes verrouillés"},
	DecideUnlock: {"thème déverrouillé", "thèmes déverrouillés"},
	DecideRename: {"thème renommé", "thèmes renommés"},
	DecideMerge:  {"thème fusionné avec un autre", "thèmes fusionnés avec d’autres"},
	DecideSplit:  {"thème scindé", "thèmes scindés"},
	DecideCreate: {"thème créé à la main", "thèmes créés à la main"},
}

// limits are true of any run of this machine.
var limits = []string{
	"**La machine compare des mots, pas des opinions.** Être pour et être contre la même mesure se disent avec les mêmes mots et vont dans le même thème.",
	"**Le nombre de thèmes est un choix.** Aucun calcul ne le donne ; un autre nombre aurait fait apparaître d’autres regroupements, aussi défendables.",
	"**Un thème nombreux n’est pas un thème plus important.** Il dit ce dont on a beaucoup parlé, par ceux qui ont répondu.",
	"**Une idée n’a qu’un thème.** Celle qui parle de deux sujets est dans celui dont elle parle le plus, à moins qu’une personne ne l’ait coupée.",
	"**La certitude n’est pas une probabilité.** Elle range les placements du moins sûr au plus sûr, pour que l’on relise d’abord les premiers.",
	"**L’ironie, les fautes nombreuses et les textes très courts lui échappent**, comme les textes qui ne sont pas en français.",
	"**Refaire suppose les mêmes textes.** Si un auteur retire une idée, la recette d’avant ne peut plus être rejouée en entier.",
}

// counted writes a number and what is counted: 0 and 1 are singular in French.
func counted(n int, one, several string) string {
	return number(n) + " " + plural(n, one, several)
}

// frenchSpaces sets the spaces that do not break, in text typed with plain
// ones. Code stands between backquotes and is left alone.
func frenchSpaces(s string) string {
	parts := strings.Split(s, "`")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = spacing.Replace(parts[i])
	}
	return strings.Join(parts, "`")
}

var spacing = strings.NewReplacer(
	" :", "\u00a0:", " %", "\u00a0%", " ;", "\u202f;", " !", "\u202f!", " ?", "\u202f?", "« ", "«\u202f", " »", "\u202f»",
)

// escape keeps a name from being read as Markdown or HTML.
func escape(name string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(name), " ") {
		if strings.ContainsRune("\\`*_{}[]<>#|&~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func lowerFirst(s string) string {
	for i, r := range s {
		return strings.ToLower(string(r)) + s[i+len(string(r)):]
	}
	return s
}

func sortedNames(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

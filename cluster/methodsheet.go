package cluster

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteMethodSheet writes the « fiche méthode » in French Markdown: what the
// machine did, with which settings, what people changed, what is left « à
// classer », what all this cannot tell, and how to do it again. It is made from
// a recipe and what it gives, and from nothing else: whoever holds the two can
// write the same bytes. It quotes no idea.
func WriteMethodSheet(w io.Writer, r Recipe, made Replayed) error {
	s := sheet{recipe: r, made: made, changes: countChanges(r, made)}
	s.opening()
	s.machine()
	s.settings()
	s.people()
	s.result()
	s.limits()
	s.again()
	_, err := io.WriteString(w, s.b.String())
	return err
}

// sheet is a method sheet under way.
type sheet struct {
	b       strings.Builder
	recipe  Recipe
	made    Replayed
	changes changes
}

// say writes one paragraph, set as French is.
func (s *sheet) say(format string, args ...any) {
	s.b.WriteString(frenchSpaces(fmt.Sprintf(format, args...)) + "\n\n")
}

// list writes items; after them the list is closed by an empty line.
func (s *sheet) list(items ...string) {
	for _, item := range items {
		s.b.WriteString("- " + frenchSpaces(item) + "\n")
	}
	s.b.WriteString("\n")
}

// table writes rows of cells under a head.
func (s *sheet) table(head string, rows ...[]string) {
	columns := strings.Split(head, "|")
	s.b.WriteString("| " + strings.Join(columns, " | ") + " |\n|" + strings.Repeat(" --- |", len(columns)) + "\n")
	for _, row := range rows {
		s.b.WriteString("| " + frenchSpaces(strings.Join(row, " | ")) + " |\n")
	}
	s.b.WriteString("\n")
}

func (s *sheet) opening() {
	n := len(s.made.State.Places)
	s.say("# Fiche méthode")
	s.say("Cette fiche dit comment %s ont été réparties en %s : ce que la machine a fait, ce que des personnes ont décidé, ce qui reste « à classer », ce que ce classement ne dit pas, et comment le refaire. Le programme l’écrit lui-même, à partir de la recette du classement.",
		counted(n, "idée", "idées"), counted(len(s.made.State.Standing()), "thème", "thèmes"))
}

func (s *sheet) machine() {
	s.say("## Ce que la machine a fait")
	s.say("Elle a proposé des groupes d’idées qui parlent des mêmes choses avec des mots voisins. Elle ne connaît ni les auteurs, ni leur commune, ni leur mandat : seulement le texte des idées.")
	s.list(methodSteps(s.recipe)...)
	s.say("Aucun modèle venu d’ailleurs n’est employé et aucun texte ne quitte l’ordinateur : tout ce que la machine sait de ces idées, elle l’a lu dans ces idées. Le même texte, les mêmes réglages et les mêmes décisions donnent toujours le même classement, dans quelque ordre que les idées soient lues.")
}

func (s *sheet) settings() {
	s.say("## Les réglages")
	asked := "proposé par la machine, d’après le nombre d’idées"
	switch {
	case s.recipe.Fine > 0:
		asked = fmt.Sprintf("choisi par une personne, entre 1 et %s niveaux emboîtés", number(s.recipe.Fine))
	case s.recipe.K > 0:
		asked = "demandé par une personne"
	}
	p := s.recipe.Parameters
	s.table("Réglage|Valeur|Ce qu’il veut dire",
		[]string{"Nombre de thèmes au départ", number(len(s.made.First.Themes)), asked},
		[]string{"Graine", fmt.Sprint(s.recipe.Seed), "point de départ des tirages au sort : la même graine redonne les mêmes"},
		[]string{"Part laissée « à classer »", percent(p["unplaced_share"]), "au plus cette part des idées, les moins sûres, n’est pas placée d’office"},
		[]string{"Mots au moins", number(int(p["few_stems"])), "une idée qui a moins de mots différents reste « à classer »"},
		[]string{"Poids des idées placées à la main", percent(p["pin_share"]), fmt.Sprintf("de l’ensemble, quand on relance ; au plus %s\u00a0fois celui d’une autre idée", number(int(p["heaviest_pin"])))},
	)
}

func (s *sheet) people() {
	s.say("## Ce que des personnes ont changé")
	c := s.changes
	if c.steps == 0 {
		s.say("Rien : le classement est celui que la machine a proposé, tel quel. Une proposition que personne n’a relue n’engage personne.")
		return
	}
	var items []string
	for _, kind := range DecisionKinds {
		if n := c.decided[kind]; n > 0 {
			items = append(items, counted(n, decisionWords[kind][0], decisionWords[kind][1]))
		}
	}
	if c.reruns > 0 {
		items = append(items, fmt.Sprintf("%s, après quoi une personne a accepté %s",
			counted(c.reruns, "relance de la machine", "relances de la machine"), counted(c.accepted, "déplacement", "déplacements")))
	}
	if c.late > 0 {
		items = append(items, counted(c.late, "idée arrivée hors délai et classée sans rien bouger d’autre", "idées arrivées hors délai et classées sans rien bouger d’autre"))
	}
	s.list(items...)
	s.say("%s : aucune machine ne les déplace. Sur %s au départ, %s (%s) sont encore dans le même thème ; une idée suit son thème quand il est fusionné.",
		capitalise(counted(c.pinned, "idée est aujourd’hui placée à la main", "idées sont aujourd’hui placées à la main")),
		counted(c.proposed, "idée que la machine avait placée", "idées que la machine avait placées"), number(c.kept), percent(share(c.kept, c.proposed)))
}

func (s *sheet) result() {
	s.say("## Le résultat")
	state, n := s.made.State, len(s.made.State.Places)
	size := map[ThemeID]int{}
	for _, p := range state.Places {
		size[p.Theme]++
	}
	themes := state.Standing()
	slices.SortStableFunc(themes, func(a, b Theme) int { return size[b.ID] - size[a.ID] })
	var rows [][]string
	for _, t := range themes {
		name := escape(t.Name)
		if t.Locked {
			name += " (verrouillé)"
		}
		rows = append(rows, []string{fmt.Sprint(t.ID), name, number(size[t.ID]), percent(share(size[t.ID], n))})
	}
	rows = append(rows, []string{"–", "« à classer »", number(size[Unplaced]), percent(share(size[Unplaced], n))})
	s.table("N°|Thème|Idées|Part", rows...)
	s.say("Le numéro d’un thème ne sert qu’une fois : un thème fusionné ou vidé garde le sien.")
}

func (s *sheet) limits() {
	s.say("## Ce que ce classement ne dit pas")
	s.list(limits...)
}

func (s *sheet) again() {
	s.say("## Refaire ce classement")
	s.say("Avec la recette (`recette.json`) et les idées (`idees.csv`, colonnes `id` et `text`, dans un ordre quelconque) :")
	s.b.WriteString("    unanime replay recette.json idees.csv\n\n")
	s.say("La commande doit afficher la somme du classement. Sinon, elle dit ce qui diffère : les idées, une liste de mots, la machine ou le résultat.")
	rows := [][]string{{"classement", "`" + s.made.SHA256 + "`"}, {"idées", "`" + s.recipe.Corpus + "`"}}
	for _, name := range sortedNames(s.recipe.Words) {
		rows = append(rows, []string{"liste de mots `" + name + "`", "`" + s.recipe.Words[name] + "`"})
	}
	s.table("De quoi|Somme SHA-256", rows...)
	if s.recipe.Program != "" {
		s.say("Classement fait par Unanime %s.", escape(s.recipe.Program))
	}
}

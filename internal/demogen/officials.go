package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// howMany officials write: three contributions each, as in 2020 and 2021.
const howMany = 96

type official struct {
	id            string
	given, family string
	mandate       string
	delegation    string
	place         place
	room          int
	texts         []text
	channel       string
	workshop      int // of workshops, when the channel is a workshop
	signs         bool
}

var women = []string{"Adèle", "Agathe", "Anne-Marie", "Béatrice", "Camille", "Cécile", "Chantal", "Claire", "Colette",
	"Delphine", "Élodie", "Fatima", "Florence", "Ghislaine", "Hélène", "Inès", "Isabelle", "Jacqueline", "Jeanne",
	"Joëlle", "Karine", "Laurence", "Leïla", "Lucienne", "Madeleine", "Maïté", "Marie-Ange", "Marthe", "Mireille",
	"Monique", "Nadège", "Nathalie", "Nora", "Odile", "Pascale", "Perrine", "Raymonde", "Rose-Aimée", "Sabine",
	"Simone", "Solène", "Soizic", "Sylvie", "Thérèse", "Valérie", "Viviane", "Yolande", "Zoé"}

var men = []string{"Abel", "Alain", "Amadou", "André", "Antoine", "Aurélien", "Bernard", "Bruno", "Christian", "Claude",
	"Daniel", "Didier", "Émile", "Éric", "Fabrice", "Félix", "François", "Gaël", "Gaspard", "Georges", "Gérard",
	"Gilbert", "Guy", "Henri", "Hervé", "Jean-Louis", "Jean-Marc", "Joël", "Jonas", "Karim", "Léon", "Loïc", "Lucien",
	"Marcel", "Mathieu", "Maurice", "Nicolas", "Norbert", "Olivier", "Patrice", "Philippe", "Raymond", "René",
	"Roland", "Samuel", "Serge", "Thierry", "Urbain", "Victor", "Xavier", "Yannick", "Yves"}

// Family names join a tree, a water or a field to a bird or a place, so that no
// elected person bears one: « Frêne-Loriot ».
var roots = []string{"Ormeaux", "Frêne", "Hêtre", "Saule", "Tilleul", "Aulne", "Chênaie", "Cèdre", "Érable", "Bouleau",
	"Noyer", "Sapin", "Houx", "Lierre", "Rive", "Source", "Ruisseau", "Combe", "Lande", "Brume", "Aube", "Galet",
	"Genêt", "Bruyère", "Roseau", "Mélèze", "Alisier", "Sureau", "Fougère", "Étang"}

var seconds = []string{"Alouette", "Hirondelle", "Cigogne", "Martinet", "Loriot", "Mésange", "Moulin", "Rocher", "Verger",
	"Vallon", "Clocher", "Fontaine"}

// mandate is what a person was elected for, to a woman and to a man.
type mandate struct {
	woman, man string
	share      int
	over       int // only where the commune has more inhabitants than that
}

var mandates = []mandate{
	{"maire", "maire", 26, 0},
	{"adjointe au maire", "adjoint au maire", 26, 0},
	{"conseillère municipale déléguée", "conseiller municipal délégué", 12, 500},
	{"conseillère municipale", "conseiller municipal", 10, 0},
	{"conseillère communautaire", "conseiller communautaire", 8, 0},
	{"vice-présidente de communauté", "vice-président de communauté", 8, 0},
	{"présidente de communauté", "président de communauté", 4, 2000},
	{"conseillère départementale", "conseiller départemental", 6, 0},
}

var delegations = []string{"numérique", "numérique", "numérique et inclusion", "services publics", "proximité et services à la population",
	"aménagement et réseaux", "transition écologique", "finances et moyens généraux", "éducation et jeunesse",
	"citoyenneté et vie démocratique", "sécurité et prévention des risques", "culture et patrimoine", "santé et solidarités",
	"développement économique", "systèmes d’information et données"}

// inventOfficials draws the people, in the order of their identifiers.
func inventOfficials(chance *rand.Rand, places []place) []*official {
	families := familyNames(chance)
	var list []*official
	for i, p := range choosePlaces(chance, places, howMany) {
		woman := chance.IntN(100) < 46
		o := &official{family: families[i], place: p, signs: chance.IntN(100) < 70}
		o.given = men[chance.IntN(len(men))]
		if woman {
			o.given = women[chance.IntN(len(women))]
		}
		o.mandate, o.delegation = elect(chance, woman, p)
		list = append(list, o)
	}
	chance.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	for i, o := range list {
		o.id = fmt.Sprintf("E%03d", i+1)
	}
	return list
}

func familyNames(chance *rand.Rand) []string {
	var list []string
	for _, root := range roots {
		for _, second := range seconds {
			list = append(list, root+"-"+second)
		}
	}
	chance.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return slices.Clip(list[:howMany])
}

// elect draws a mandate that the commune can have, and a delegation; mayors and
// plain councillors have none.
func elect(chance *rand.Rand, woman bool, p place) (name, delegation string) {
	weights := make([]int, len(mandates))
	for i, m := range mandates {
		if p.population >= m.over {
			weights[i] = m.share
		}
	}
	m := mandates[weighted(chance, weights)]
	name = m.man
	if woman {
		name = m.woman
	}
	switch m.man {
	case "maire", "conseiller municipal", "conseiller communautaire", "président de communauté":
		return name, ""
	}
	return name, delegations[chance.IntN(len(delegations))]
}

package main

import (
	"math/rand/v2"
	"strings"
)

// axis is a question: one of the eight principles of the motion of 2020.
type axis struct {
	Number int      `json:"number"`
	Title  string   `json:"title"`
	Text   string   `json:"text"`
	words  []string // a text that holds two of them may be about it
}

var axes = []axis{
	{1, "Égalité d’accès aux réseaux et aux usages",
		"Fibre, téléphonie mobile, coût des abonnements, outre-mer : que faut-il pour que chacun soit raccordé, partout ?",
		[]string{"fibre", "très haut débit", "téléphonie mobile", "zones blanches", "zone blanche", "antenne", "couverture", "raccordement en fibre", "5g", "réseaux mobiles", "new deal", "accès à internet", "opérateurs", "zones rurales"}},
	{2, "Transition numérique et transition écologique",
		"Sobriété, centres de données, durée de vie des équipements : comment l’une sert-elle l’autre dans nos territoires ?",
		[]string{"centres de données", "datacenter", "data center", "environnement", "écologique", "énergétique", "eau potable", "eau pour", "électri", "carbone", "sobriété", "chaleur", "empreinte", "énergivores"}},
	{3, "Une stratégie publique du cycle de vie de la donnée",
		"Collecter, protéger, ouvrir, héberger : qui décide de nos données, où sont-elles, à quoi servent-elles ?",
		[]string{"données personnelles", "données publiques", "open data", "hébergement", "souveraineté numérique", "cloud", "cnil", "rgpd", "logiciels libres", "logiciel libre", "extraterritorial", "données de santé", "protection des données"}},
	{4, "Proximité et médiation réinventée",
		"Accueil, France Services, conseillers numériques : comment n’oublier personne quand les démarches passent en ligne ?",
		[]string{"conseillers numériques", "france service", "illectronisme", "dématérialis", "accueil physique", "démarches", "guichet", "inclusion numérique", "fracture numérique", "médiation", "tiers-lieux", "accès aux droits", "services publics de proximité", "éloignées du numérique"}},
	{5, "Coopérations sur les politiques publiques numériques",
		"Communes, intercommunalités, départements, régions, État : qui fait quoi, et que gagne-t-on à mutualiser ?",
		[]string{"mutualis", "interopérab", "coordination", "collectivités", "intercommunalités", "communautés de communes", "csirt", "anssi", "epci", "gouvernance", "ingénierie", "stratégie nationale"}},
	{6, "Formation des agents, des élu·es et culture numérique",
		"Cybersécurité, intelligence artificielle, écrans : qui former, à quoi, et avec qui ?",
		[]string{"formation", "former", "formés", "sensibilis", "éducation", "compétences", "cyberhygiène", "bonnes pratiques", "harcèlement", "réseaux sociaux", "acculturation", "élèves", "enseignants"}},
	{7, "Moyens humains et financiers",
		"Crédits, postes, ingénierie, péréquation : de quoi nos collectivités ont-elles besoin pour tenir ces ambitions ?",
		[]string{"millions d’euros", "millions d'euros", "budget", "crédits", "financement", "coût", "subvention", "reste à charge", "moyens humains", "enveloppe", "recettes", "dotation"}},
	{8, "Implication des citoyen·nes dans la démocratie locale",
		"Consultations, budgets participatifs, information : comment le numérique sert-il le débat plutôt que la défiance ?",
		[]string{"participation", "budget participatif", "concertation", "consultation", "démocratie", "désinformation", "vidéosurveillance", "libertés", "enquêtes publiques", "démocratique"}},
}

// questionOf returns the axis a text is plainly about, or 0: that of which it
// holds the most words, two at least and more than of any other. One official in
// six leaves the box empty all the same.
func questionOf(chance *rand.Rand, words string) int {
	empty := chance.IntN(6) == 0
	words = strings.ToLower(words)
	best, most, second := 0, 0, 0
	for _, a := range axes {
		n := 0
		for _, w := range a.words {
			if strings.Contains(words, w) {
				n++
			}
		}
		switch {
		case n > most:
			best, most, second = a.Number, n, most
		case n > second:
			second = n
		}
	}
	if empty || most < 2 || most == second {
		return 0
	}
	return best
}

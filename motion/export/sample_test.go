package export

import (
	"fmt"
	"time"

	"unanime/consult"
	"unanime/motion"
	"unanime/motion/text"
)

// The motion of the tests: four enjeux, 46 propositions, everything that a motion
// may hold, in the words of its trade.

func say(s string) *text.Node { return text.Run(s) }
func par(nodes ...*text.Node) *text.Node {
	return text.New("paragraph", nil, nodes...)
}

var (
	em     = text.Marked("em", nil)
	strong = text.Marked("strong", nil)
)

func linkTo(href string) text.Mark { return text.Marked("link", map[string]any{"href": href}) }

var enjeux = []string{
	"Garantir l'égalité d'accès au numérique",
	"Construire une stratégie numérique responsable et engager la transition écologique des collectivités",
	"Piloter les services publics numériques avec les collectivités",
	"Prévenir et réduire les risques numériques",
}

var demands = []string{
	"Finaliser le déploiement du très haut débit suivant les contrats signés",
	"Définir le « raccordement complexe » et en fixer le financement",
	"Maintenir un accueil humain en complément de toute démarche dématérialisée",
	"Pérenniser les conseillers numériques et au moins un poste par intercommunalité, sur trois ans",
	"Inscrire la sobriété numérique dans les marchés publics",
	"Créer un fonds mutualisé de réponse aux cyberattaques, ouvert aux communes de moins de 3 500 habitants",
	"Ouvrir les données publiques utiles aux territoires dans des formats libres",
	"Associer les élu·es à la conception des téléservices de l'État dès leur origine",
	"Former chaque nouvelle équipe municipale à la sécurité informatique",
	"Donner à l'Agence nationale de la cohésion des territoires un mandat clair d'ingénierie",
}

var arguments = []string{
	"Les départements d'outre-mer et les zones de montagne attendent encore les raccordements promis. Plusieurs communes rapportent des délais supérieurs à dix-huit mois, sans interlocuteur identifié ; leurs habitant·es renoncent à des démarches essentielles, et les entreprises à s'installer.",
	"Cette mesure peut être engagée à droit constant : elle relève de la libre administration des collectivités, consacrée par l'article 72 de la Constitution, et ne suppose qu'une circulaire d'application. Son coût, estimé à 48 millions d'euros par an, serait partagé entre l'État (35 %), les départements et les intercommunalités.",
	"Faut-il le rappeler ? Sans ingénierie, les aides ne vont qu'aux collectivités qui en ont déjà les moyens : l'appui technique doit donc précéder l'appel à candidatures, et non l'inverse.",
	"Les signataires demandent qu'un premier bilan soit rendu public dix-huit mois après l'entrée en vigueur, puis tous les deux ans : à défaut d'effet mesurable, la mesure serait corrigée ou abandonnée. L'évaluation est confiée à une instance indépendante, qui publie ses méthodes.",
}

func sampleProposition(i int) *text.Node {
	body := []*text.Node{text.New("proposition_title", nil, say(demands[i%len(demands)]))}
	for k := range 1 + i%3 {
		body = append(body, par(say(arguments[(i+k)%len(arguments)])))
	}
	switch i {
	case 3:
		body = append(body, text.New("bullet_list", nil,
			text.New("list_item", nil, par(say("2027"), text.Run(" : texte réglementaire", strong), say(" et désignation des territoires pilotes ;"))),
			text.New("list_item", nil, par(say("2028 : généralisation, sous réserve de l'évaluation ;")),
				text.New("ordered_list", nil, text.New("list_item", nil, par(say("communes rurales"))), text.New("list_item", nil, par(say("villes moyennes"))))),
			text.New("list_item", nil, par(say("2030 : clause de revoyure.")))))
	case 5:
		body = append(body, sampleTable())
	case 7:
		body = append(body, text.New("quotation", nil, par(say("La commune est la petite patrie ; c'est par elle que l'on apprend la grande. Rien de ce qui s'y décide ne devrait lui être imposé de loin."))))
	case 9:
		body = append(body, par(say("Voir "), text.Run("le rapport annuel", linkTo("https://exemple.invalid/rapport?annee=2026&page=12")), say(" et la "),
			text.Run("proposition 4", linkTo("#p-3")), say(". Le texte "), text.Run("initial", text.Marked("deletion", nil)), text.Run("amendé", text.Marked("insertion", nil)),
			say(" fait foi"), text.New("note", map[string]any{"id": "n1"}, say("Source : commission des finances, 2e séance du 1er mars 2026, p. 12.")), say(" ; il répond à "),
			text.New("citation", map[string]any{"idea": "i217.2"}), say(".")))
	}
	return text.New("proposition", map[string]any{"id": fmt.Sprintf("p-%d", i)}, body...)
}

func sampleTable() *text.Node {
	line := func(kind string, words ...string) *text.Node {
		var cells []*text.Node
		for _, w := range words {
			cells = append(cells, text.New(kind, nil, par(say(w))))
		}
		return text.New("table_row", nil, cells...)
	}
	return text.New("table", map[string]any{"caption": "Accès au très haut débit selon la taille de la commune (2026)"},
		line("table_header", "Taille de la commune", "Locaux raccordables", "Délai moyen", "Observations des élu·es"),
		line("table_cell", "Moins de 1 000 habitants", "74,2 %", "18 mois", "Raccordements complexes non financés, poteaux tombés et jamais relevés"),
		line("table_cell", "De 1 000 à 9 999 habitants", "83,5 %", "9 mois", "Échecs de raccordement"),
		line("table_cell", "10 000 habitants et plus", "97,9 %", "3 semaines", "Aucune"))
}

func sample() Input {
	nodes := []*text.Node{
		text.New("title", nil, say("Motion du 8e Congrès national des élu·es au numérique")),
		text.New("preamble", nil, par(say("La présente motion est issue de 1 027 contributions de 287 élu·es, reçues en ligne, sur papier, par téléphone et en atelier. "), text.Run("Chaque proposition reste reliée aux idées dont elle est issue", em), say(" ; celle qui n'en a pas est un ajout de séance.")),
			par(say(arguments[3]))),
		text.New("visa", nil, say("Vu la loi nº 2016-1321 du 7 octobre 2016 pour une République numérique ;")),
		text.New("visa", nil, say("Vu la motion de 2022 et ses 29 propositions, restées sans réponse écrite depuis 143 jours ;")),
		text.New("considerant", nil, say("Considérant que l'accès aux droits passe désormais par des services en ligne, et que la dématérialisation ne saurait dispenser l'administration d'être joignable ;")),
		text.New("considerant", nil, say("Considérant que 71 % des élu·es interrogé·es déclarent manquer d'ingénierie pour répondre aux appels à projets,")),
		par(say("Les élu·es réuni·es en congrès demandent :")),
	}
	sources := motion.Sources{}
	for i := range 46 {
		if i%12 == 0 {
			nodes = append(nodes, text.New("enjeu", map[string]any{"id": fmt.Sprintf("e-%d", i/12), "theme": i/12 + 1}, say(enjeux[i/12])),
				text.New("rationale", nil, par(say(arguments[0]+" "+arguments[2]))))
		}
		if i == 12 || i == 18 {
			nodes = append(nodes, text.New("subheading", map[string]any{"id": ""}, say(map[int]string{12: "Achats et équipements", 18: "Formation"}[i])))
		}
		nodes = append(nodes, sampleProposition(i))
		for k := range i % 9 {
			sources = sources.Attach(motion.PropositionID(fmt.Sprintf("p-%d", i)), consult.ContributionID(7*i+11*k+1).Whole())
		}
	}
	nodes = append(nodes, text.New("adoption", nil, par(say("Adoptée à Agen, le 2 mars 2027, par 118 voix pour, 2 contre et 3 abstentions."))),
		text.New("recipients", nil, text.New("bullet_list", nil, text.New("list_item", nil, par(say("Premier ministre"))), text.New("list_item", nil, par(say("Présidences de l'Assemblée nationale et du Sénat"))))),
		text.New("signatures", nil, par(say("La présidente du congrès, les rapporteur·es"))))
	return Input{
		Document: motion.Document{Root: text.New("doc", nil, nodes...), Sources: sources},
		Facts: Facts{
			Congress: "8e Congrès national des élu·es au numérique", Place: "Agen", Status: "Projet de motion",
			Day: time.Date(2027, 3, 2, 8, 0, 0, 0, time.UTC), Contributions: 1027, Officials: 287, Departments: 64, Program: "Unanime",
		},
	}
}

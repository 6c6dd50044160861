package cluster

import "testing"

// Cases marked AN come from amendments of the Assemblée nationale (open data,
// Licence Ouverte 2.0).
func TestDemand(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// asked in so many words
		{"Il est donc proposé de mettre en place un fonds d’amorçage pour les universités.", "Mettre en place un fonds d’amorçage pour les universités."},
		{"Afin de remédier à cette inégalité il est proposé de mettre en place un fonds d’amorçage permettant aux universités de la souscrire.", // AN
			"Mettre en place un fonds d’amorçage permettant aux universités de la souscrire."},
		{"Nous proposons de former chaque élu.e au numérique. C’est urgent.", "Former chaque élu.e au numérique."},
		{"Je propose d'ouvrir les données des communes.", "Ouvrir les données des communes."},
		{"Il propose par ailleurs de créer un guichet unique.", "Créer un guichet unique."},
		{"Cet amendement vise donc à améliorer sensiblement le degré de préparation des collectivités.", "Améliorer sensiblement le degré de préparation des collectivités."},
		{"Le présent amendement du groupe Vert tend à ouvrir une ligne de nuit.", "Ouvrir une ligne de nuit."},
		{"Notre proposition vise à étendre la fibre aux hameaux.", "Étendre la fibre aux hameaux."},
		{"Elle vise à protéger les données des habitants.", "Protéger les données des habitants."},
		{"Nous demandons à l’État de financer les conseillers numériques.", "Financer les conseillers numériques."},
		{"Nous demandons aux opérateurs de réparer les lignes en deux jours.", "Réparer les lignes en deux jours."},
		{"Il est demandé de publier la carte des pannes.", "Publier la carte des pannes."},
		{"Nous appelons l’État à garantir un accueil humain.", "Garantir un accueil humain."},
		{"Nous souhaitons abaisser le reste à charge pour les collectivités dans le financement des maisons France Services.", // AN
			"Abaisser le reste à charge pour les collectivités dans le financement des maisons France Services."},
		{"Je voudrais pouvoir dormir. Je voudrais garder ma ligne fixe en cuivre.", "Garder ma ligne fixe en cuivre."},
		{"Nous voulons ne plus dépendre d’un seul opérateur.", "Ne plus dépendre d’un seul opérateur."},

		// said to be needed
		{"Il convient d’interdire le démarchage par courriel.", "Interdire le démarchage par courriel."},
		{"Il faut absolument maintenir les cabines en montagne !", "Maintenir les cabines en montagne !"},
		{"Il faudrait former les agents des mairies", "Former les agents des mairies"},
		{"Nous pensons qu’il faut simplifier les marchés publics.", "Simplifier les marchés publics."},
		{"Il est primordial de former les citoyens à la question de l’usage du numérique.", // AN
			"Former les citoyens à la question de l’usage du numérique."},
		{"Il me semble urgent de couvrir les zones blanches.", "Couvrir les zones blanches."},
		{"Il est nécessaire de mieux articuler le FCTVA avec les nouveaux impératifs de cybersécurité.", "Mieux articuler le FCTVA avec les nouveaux impératifs de cybersécurité."},
		{"Il est important de s’assurer que la carte dit vrai.", "S’assurer que la carte dit vrai."},
		{"La plateforme doit permettre de déclarer une panne en ligne.", "Déclarer une panne en ligne."},
		{"L’État doit reconnaître la charge des petites communes.", "Reconnaître la charge des petites communes."},
		{"Nous devons réduire l’empreinte des centres de données.", "Réduire l’empreinte des centres de données."},
		{"Il faut agir. Nous proposons de mutualiser les délégués à la protection des données.", "Mutualiser les délégués à la protection des données."},

		// a demand by itself
		{"Former chaque élu·e dès le début du mandat.", "Former chaque élu·e dès le début du mandat."},
		{"Maintenir un accueil humain en complément de la dématérialisation.", "Maintenir un accueil humain en complément de la dématérialisation."},
		{"Nos demandes :\n- Raccorder toutes les écoles à la fibre ;\n- Autre chose", "Raccorder toutes les écoles à la fibre"},
		{"Ne pas éteindre la 2G avant 2030.", "Ne pas éteindre la 2G avant 2030."},
		{"Publier les contrats (dont les annexes) en ligne.", "Publier les contrats (dont les annexes) en ligne."},

		// depends on what precedes
		{"Il faut y remédier au plus vite.", ""},
		{"Il est proposé de le faire dès demain matin.", ""},
		{"Nous proposons de les former dès leur arrivée.", ""},
		{"Il faudrait en réaliser cent de plus.", ""},
		{"Il est primordial d’en garantir la compétitivité.", ""},
		{"Il convient de mettre fin à cette situation.", ""},
		{"Nous souhaitons faciliter leur raccordement à la fibre.", ""},
		{"Nous proposons également d’étendre celle-ci aux écoles rurales.", ""},
		{"Il est nécessaire de moderniser et d’optimiser les procédures.", ""},
		{"Ces outils (il faut former les maires aussi) manquent.", ""},
		// speaks of a bill
		{"Cet amendement propose de supprimer cet article.", ""},
		{"Il est proposé de compléter l’alinéa 3 par une phrase.", ""},
		{"Nous proposons de rejeter le présent projet de loi.", ""},
		{"Cet amendement vise à remettre au Parlement un rapport sur la fibre.", ""},
		// asks for nothing
		{"Il convient de rappeler que les communes paient déjà la fibre.", ""},
		{"Nous souhaitons alerter sur la situation des zones blanches.", ""},
		{"Il est proposé de clarifier le rôle des départements ici.", ""},
		{"Un dispositif qui vise à inciter les jeunes à lire davantage.", ""},
		{"Ceux qui souhaitent changer de carte le peuvent bien.", ""},
		{"S’il faut fermer des guichets, prévenez les communes.", ""},
		{"Faut-il fermer tous les guichets de nos villages ?", ""},
		{"Former les élus permet de gagner du temps partout.", ""},
		{"Simplifier la vie aux entreprises consiste également à les aider à s’installer.", ""},
		{"Premier constat de notre atelier de mardi soir.", ""},
		{"Nous demandons que la fibre arrive partout.", ""},
		{"Il est proposé une aide de dix mille euros.", ""},
		// too short, too long, nothing
		{"Il faut agir vite.", ""},
		{"Il faut améliorer " + longClause, ""},
		{"", ""},
		{"👍", ""},
	} {
		got, ok := Demand(c.in)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%q\n got %q, %v\nwant %q", c.in, got, ok, c.want)
		}
	}
}

// longClause has more words than a demand may have.
var longClause = func() string {
	s := "le réseau"
	for range demandMax {
		s += " des villages"
	}
	return s + "."
}()

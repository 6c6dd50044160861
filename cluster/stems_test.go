package cluster

import (
	"strings"
	"testing"
)

func TestStem(t *testing.T) {
	for _, family := range []string{
		"élu élus élue élues", "donnée données donnees", "réseau réseaux reseau", "commune communes",
		"numérique numériques", "citoyen citoyens citoyenne citoyennes", "local locaux locale locales",
		"public publics publique publiques", "université universités", "territoire territoires",
	} {
		words := strings.Fields(family)
		for _, w := range words[1:] {
			if stem(w) != stem(words[0]) {
				t.Errorf("%s → %s but %s → %s", words[0], stem(words[0]), w, stem(w))
			}
		}
	}
	for _, pair := range [][2]string{
		{"données", "don"}, {"données", "donner"}, {"numérique", "numérisation"}, {"communication", "commun"},
		{"commune", "commun"}, {"université", "univers"}, {"formation", "format"}, {"maire", "mairie"},
	} {
		if stem(pair[0]) == stem(pair[1]) {
			t.Errorf("%s and %s are both %s", pair[0], pair[1], stem(pair[0]))
		}
	}
}

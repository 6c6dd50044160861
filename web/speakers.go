package web

import (
	"slices"
	"strconv"
	"strings"

	"unanime/assets/data"
	"unanime/consult"
)

// choicesShown is how many people or communes are offered at once; namesakes is
// how many people may answer to a name that was typed.
const (
	choicesShown = 12
	namesakes    = 1000
)

// speaker is what is known of who speaks: nothing to say when the form names an
// official, somebody new, or the choices left.
type speaker struct {
	by       *consult.Official
	choices  []consult.Official
	communes []data.Commune
	problem  string
}

// whoSpeaks reads who the sheet is from. A name alone is never enough: people
// share names, so one is shown before it counts; and the one who was chosen
// counts only while the name in the field is still theirs.
func (s *Site) whoSpeaks(v *visit, f *SheetForm) (speaker, error) {
	found, err := s.Register.FindOfficials(v.by, f.Author, namesakes)
	if err != nil {
		return speaker{}, err
	}
	chosen := slices.ContainsFunc(found, func(o consult.Official) bool { return o.ID == f.Official })
	if !chosen {
		f.Official = 0
	}
	isNew := f.Family != "" || f.Given != ""
	found = found[:min(choicesShown, len(found))]
	switch {
	case chosen && isNew:
		return speaker{problem: "Vous avez choisi une personne et rempli « Nouvelle personne » : videz l'un des deux."}, nil
	case isNew:
		return newSpeaker(f), nil
	case chosen && v.form("chercher") == "":
		return speaker{}, nil
	case strings.TrimSpace(f.Author) == "":
		return speaker{problem: "Qui a écrit cette fiche ? Tapez quelques lettres du nom, ou remplissez « Nouvelle personne »."}, nil
	case len(found) == 0:
		return speaker{problem: "Personne ne répond à ce nom dans la liste : vérifiez-le, ou remplissez « Nouvelle personne »."}, nil
	}
	if len(found) == 1 {
		f.Official = found[0].ID
	}
	return speaker{choices: found, problem: "Choisissez la personne, puis enregistrez."}, nil
}

// newSpeaker is somebody who is not in the list yet. Communes share names too.
func newSpeaker(f *SheetForm) speaker {
	if f.Family == "" {
		return speaker{problem: "Il manque le nom de la nouvelle personne."}
	}
	o := consult.Official{Given: f.Given, Family: f.Family, Mandate: f.Mandate}
	if c, ok := data.CommuneByCode(f.INSEE); ok {
		o.Territory = territory(c)
		return speaker{by: &o}
	}
	if strings.TrimSpace(f.Commune) == "" {
		return speaker{problem: "Il manque la commune de la nouvelle personne."}
	}
	found := data.SearchCommunes(f.Commune, choicesShown)
	switch {
	case len(found) == 0:
		return speaker{problem: "Aucune commune ne porte ce nom : vérifiez-le, ou tapez son code postal."}
	case len(found) == 1:
		f.INSEE = found[0].Code
		o.Territory = territory(found[0])
		return speaker{by: &o}
	}
	return speaker{communes: found, problem: "Plusieurs communes répondent à ce nom : choisissez, puis enregistrez."}
}

func territory(c data.Commune) consult.Territory {
	return consult.Territory{INSEE: c.Code, Commune: c.Name, Department: c.Department}
}

// about tells an official from others of the same name.
func about(o consult.Official) string {
	parts := []string{}
	for _, p := range []string{o.Mandate, o.Territory.Commune} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	said := strings.Join(parts, ", ")
	if o.Territory.INSEE != "" {
		said += " (" + o.Territory.INSEE + ")"
	}
	return said
}

// Choice is one answer to what is being typed.
type Choice struct {
	Value string `json:"value"` // what the form sends
	Name  string `json:"name"`  // what the field then shows
	About string `json:"about"` // what tells it from another of that name
}

func (s *Site) completePeople(v *visit) error {
	found, err := s.Register.FindOfficials(v.by, v.Query("q"), choicesShown)
	if err != nil {
		return err
	}
	choices := make([]Choice, len(found))
	for i, o := range found {
		choices[i] = Choice{strconv.FormatUint(uint64(o.ID), 10), o.Name(), about(o)}
	}
	return v.JSON(choices)
}

func (s *Site) completeCommunes(v *visit) error {
	if err := v.by.May(consult.ActTranscribe); err != nil {
		return err
	}
	found := data.SearchCommunes(v.Query("q"), choicesShown)
	choices := make([]Choice, len(found))
	for i, c := range found {
		choices[i] = Choice{c.Code, c.Name, departmentName(c.Department) + " (" + c.Code + ")"}
	}
	return v.JSON(choices)
}

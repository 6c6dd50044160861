package main

import (
	"fmt"
	"strings"

	"unanime/internal/sheet"
)

// field is something a row may say of a contribution.
type field struct {
	name string
	help string
	// headers are the names of columns that are taken for it when --map does not
	// say, the surest first. Case and accents do not count.
	headers []string
}

// fields are all that can be imported, in the order of the help. The headers are
// those of common form tools in French and English.
var fields = []field{
	{"text", "the contribution, word for word (required)", []string{
		"text", "texte", "contribution", "votre contribution", "verbatim", "proposition", "votre proposition", "message", "commentaire", "contenu", "idée", "body", "content", "réponse", "answer"}},
	{"ref", "what the row is called where it comes from; brought twice, it is written once", []string{
		"ref", "référence", "reference", "id", "identifiant", "id de la réponse", "response id", "numéro", "number", "n°", "serial", "numéro de série"}},
	{"given", "given name of the official", []string{"given", "prénom", "given name", "given_name", "first name", "firstname", "votre prénom"}},
	{"family", "family name", []string{"family", "nom", "nom de famille", "family name", "family_name", "last name", "lastname", "surname", "votre nom"}},
	{"mandate", "elected office", []string{"mandate", "mandat", "fonction", "votre mandat", "qualité"}},
	{"delegation", "what the official is in charge of", []string{"delegation", "délégation", "votre délégation"}},
	{"insee", "INSEE code of the commune", []string{"insee", "code insee", "code_insee", "insee code", "code commune", "code_commune"}},
	{"commune", "its name", []string{"commune", "ville", "collectivité", "votre commune", "nom de la commune", "city", "town"}},
	{"department", "code or name of the département", []string{"department", "département", "dept", "dépt", "code département", "code_departement", "votre département"}},
	{"question", "number or title of the question", []string{"question", "axe", "thématique", "numéro de question"}},
	{"channel", "online, paper, phone or workshop", []string{"channel", "canal", "voie", "mode"}},
	{"place", "where it was gathered", []string{"place", "lieu", "atelier"}},
	{"sheet", "number of the paper sheet", []string{"sheet", "fiche", "numéro de fiche", "n° de fiche"}},
	{"sent", "when it was sent", []string{"sent", "sent_at", "date", "envoyé le", "horodateur", "horodatage", "timestamp", "date de soumission", "date d'envoi", "submitted", "soumis le", "created_at", "submitdate"}},
	{"signed", "yes when the author agrees to be named", []string{"signed", "signée", "signé", "signature", "nommer"}},
}

// mapping says in which column each field is; a field that is in none is
// missing.
type mapping map[string]int

// mapColumns recognises the columns of the table, and obeys what was asked for:
// each as "column=field", or "field=column" where it can mean nothing else.
func mapColumns(table *sheet.Table, asked []string) (mapping, error) {
	m := mapping{}
	for _, pair := range asked {
		name, column, err := readPair(table, pair)
		if err != nil {
			return nil, err
		}
		if _, twice := m[name]; twice {
			return nil, usage("--map names the field %s twice; keep one", name)
		}
		m[name] = column
	}
	for _, f := range fields {
		if _, ok := m[f.name]; ok {
			continue
		}
		for _, header := range f.headers {
			if column, ok := table.Column(header); ok && !m.uses(column) {
				m[f.name] = column
				break
			}
		}
	}
	if _, ok := m["text"]; !ok {
		return nil, fmt.Errorf("no column is recognised as the text; say which with --map COLUMN=text, the columns are %s", quoted(table.Header))
	}
	return m, nil
}

func readPair(table *sheet.Table, pair string) (name string, column int, err error) {
	left, right, ok := strings.Cut(pair, "=")
	if !ok {
		return "", 0, usage("--map %s: write it as COLUMN=FIELD", pair)
	}
	for _, try := range [][2]string{{left, right}, {right, left}} {
		if column, ok := table.Column(try[0]); ok && isField(try[1]) {
			return strings.TrimSpace(try[1]), column, nil
		}
	}
	return "", 0, usage("--map %s: one side must be a column, of %s, and the other a field, which “unanime import --help” lists",
		pair, quoted(table.Header))
}

func isField(name string) bool {
	for _, f := range fields {
		if f.name == strings.TrimSpace(name) {
			return true
		}
	}
	return false
}

func (m mapping) uses(column int) bool {
	for _, used := range m {
		if used == column {
			return true
		}
	}
	return false
}

// cell returns what the row says of a field, "" when the table does not tell.
func (m mapping) cell(row []string, name string) string {
	if column, ok := m[name]; ok {
		return row[column]
	}
	return ""
}

// describe says which column was taken for which field.
func (m mapping) describe(table *sheet.Table) string {
	var b strings.Builder
	for _, f := range fields {
		if column, ok := m[f.name]; ok {
			fmt.Fprintf(&b, "%-10s from column %q\n", f.name, table.Header[column])
		}
	}
	return b.String()
}

func quoted(names []string) string {
	const most = 12
	var shown []string
	for i, name := range names {
		if i == most {
			shown = append(shown, fmt.Sprintf("and %d more", len(names)-most))
			break
		}
		shown = append(shown, fmt.Sprintf("%q", name))
	}
	return strings.Join(shown, ", ")
}

package motion

import (
	"fmt"
	"strings"

	"unanime/internal/typography"
	"unanime/motion/text"
)

// opening is the preamble, the visa and the considérants. Each sentence stands
// only when its figures are known.
func opening(m Material) []*text.Node {
	preamble := []*text.Node{paragraph(origin(m))}
	if !m.Day.IsZero() {
		where := ""
		if m.Place != "" {
			where = " (" + m.Place + ")"
		}
		preamble = append(preamble, paragraph("Ce texte est soumis au débat et au vote des élu·es réuni·es le "+
			typography.ShortDate(m.Day)+where+"."))
	}
	nodes := []*text.Node{text.New("preamble", nil, preamble...)}
	if m.Contributions > 0 {
		nodes = append(nodes, text.New("visa", nil,
			text.Run(set("Vu les contributions adressées par les élu·es en vue du "+congressName(m)+" ;"))))
	}
	for _, c := range recitals(m) {
		nodes = append(nodes, text.New("considerant", nil, text.Run(set(c))))
	}
	return append(nodes, paragraph("Les élu·es réuni·es en congrès demandent :"))
}

// closings are what is filled in once the motion is voted.
func closings() []*text.Node {
	var recipients []*text.Node
	for _, r := range []string{"Premier ministre", "Ministres concerné·es", "Présidences de l’Assemblée nationale et du Sénat", "À compléter : …"} {
		recipients = append(recipients, text.New("list_item", nil, paragraph(r)))
	}
	return []*text.Node{
		text.New("adoption", nil, paragraph("Adoptée à …, le …"),
			paragraph("Pour : … ; contre : … ; abstentions : … ; NPPV : …")),
		text.New("recipients", nil, text.New("bullet_list", nil, recipients...)),
		text.New("signatures", nil, paragraph("Nom, mandat, collectivité : …")),
	}
}

// origin is the first paragraph of the preamble.
func origin(m Material) string {
	from := "des idées adressées par des élu·es"
	if m.Contributions > 0 {
		from = "de " + count(m.Contributions, "contribution")
		if m.Officials > 0 {
			from += " de " + count(m.Officials, "élu·e")
		}
		if m.Departments > 0 {
			from += " (" + count(m.Departments, "département") + ")"
		}
	}
	return "La présente motion est issue " + from + ", en vue du " + congressName(m) +
		". Chaque proposition reste reliée aux idées dont elle est issue ; celle qui n’en a pas est un ajout de séance."
}

// recitals are the considérants that the themes themselves give.
func recitals(m Material) []string {
	if len(m.Themes) == 0 {
		return nil
	}
	total, first := 0, m.Themes[0]
	names := make([]string, len(m.Themes))
	for i, t := range m.Themes {
		total += t.ideas()
		names[i] = "« " + t.Name + " »"
		if t.ideas() > first.ideas() {
			first = t
		}
	}
	section := m.Section
	if section == "" {
		section = "enjeu"
	}
	around := "Considérant que les idées recueillies se rassemblent autour de " + count(len(names), section) + " : " + enumerate(names)
	if len(names) == 1 {
		return []string{around + ","}
	}
	return []string{around + " ;", fmt.Sprintf("Considérant que, sur %s, %s %s sur « %s »,",
		count(total, "idée"), typography.Number(first.ideas()), choose(first.ideas(), "porte", "portent"), first.Name)}
}

// rationale says what stands behind the section, and no more.
func rationale(t ThemeMaterial) string {
	n := t.ideas()
	s := count(n, "idée") + choose(n, " a été classée ici.", " ont été classées ici.")
	if words := t.Words[:min(len(t.Words), 6)]; len(words) > 0 {
		s += choose(n, " Les mots qui la distinguent", " Les mots qui les distinguent") + " : " + strings.Join(words, ", ") + "."
	}
	return s
}

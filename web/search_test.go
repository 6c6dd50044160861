package web_test

import (
	"regexp"
	"strings"
	"testing"

	"unanime/consult"
	"unanime/internal/sheet"
)

var totalIn = regexp.MustCompile(`<h1>([^<]*)</h1>`)

// What is looked for is found, marked and exported, and nothing else.
func TestSearchPage(t *testing.T) {
	s := serve(t)
	member, organizer := s.enter(t, consult.Member), s.enter(t, consult.Organizer)
	hostile := "=1+1 <b>Ornithorynque</b> & ornithorynques"
	member.post("/contribuer", 303, "cle", "12345678", "texte", hostile)

	page := organizer.get("/contributions?q=ornithorynque", 200)
	if !strings.Contains(page, "<h1>1\u00a0contribution trouvée</h1>") {
		t.Errorf("title %q", totalIn.FindString(page))
	}
	if want := "=1&#43;1 &lt;b&gt;<mark>Ornithorynque</mark>&lt;/b&gt; &amp; <mark>ornithorynques</mark>"; !strings.Contains(page, want) {
		t.Errorf("the words are not marked in %s", heading.FindString(page))
	}
	for _, format := range []string{"csv", "xlsx"} {
		link := "/export/contributions." + format + "?q=ornithorynque"
		if !strings.Contains(page, link) {
			t.Errorf("no link to %s", link)
		}
		table, err := sheet.Read("x", strings.NewReader(organizer.get(link, 200)), sheet.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		want := hostile
		if format == "csv" {
			want = "'" + hostile // or Excel would run it
		}
		if text, _ := table.Column("texte"); len(table.Rows) != 1 || table.Rows[0][text] != want {
			t.Errorf("%s: %q", format, table.Rows)
		}
	}
	if page := organizer.get("/contributions?q=zzzz", 200); !strings.Contains(page, "Aucune contribution ne correspond") || strings.Contains(page, "/export/") {
		t.Error("an empty result is not said")
	}
	member.post("/contributions/283/retirer", 303)
	if page := organizer.get("/contributions?q=ornithorynque", 200); !strings.Contains(page, "Aucune contribution ne correspond") {
		t.Error("what was withdrawn is still found")
	}
	if page := organizer.get("/contributions?retirees=oui", 200); !strings.Contains(page, "C-0283") || strings.Contains(page, "rnithorynque") {
		t.Error("what was withdrawn is not told, or too much")
	}
}

// Each page of a list is another, and together they are the whole.
func TestSearchPages(t *testing.T) {
	s := serve(t)
	p := s.enter(t, consult.Organizer)
	card := regexp.MustCompile(`<a href="/contributions/(\d+)">C-`)
	seen := map[string]bool{}
	address := "/contributions?ordre=departement"
	next := regexp.MustCompile(`href="([^"]+)">Suivantes`)
	for range 20 {
		page := p.get(address, 200)
		for _, m := range card.FindAllStringSubmatch(page, -1) {
			if seen[m[1]] {
				t.Errorf("%s twice", m[1])
			}
			seen[m[1]] = true
		}
		m := next.FindStringSubmatch(page)
		if m == nil {
			break
		}
		address = strings.ReplaceAll(m[1], "&amp;", "&")
	}
	if len(seen) != 282 {
		t.Errorf("%d of 282 contributions", len(seen))
	}
}

// Every figure of the dashboard opens a list that says the same number.
func TestDashboardAgreesWithItsLists(t *testing.T) {
	s := serve(t)
	s.organise(t)
	p := s.enter(t, consult.Organizer)
	page := p.get("/tableau", 200)
	links := regexp.MustCompile(`<a href="(/contributions\?[^"]+)"><?s?t?r?o?n?g?>?([\d\x{a0}\x{202f}]+)<`).FindAllStringSubmatch(page, -1)
	if len(links) < 30 {
		t.Fatalf("%d figures lead to a list", len(links))
	}
	for _, l := range links {
		address := strings.ReplaceAll(l[1], "&amp;", "&")
		if strings.Contains(address, "ordre=") {
			continue // people and places, not contributions
		}
		list := p.get(address, 200)
		if got := totalIn.FindStringSubmatch(list)[1]; !strings.HasPrefix(got, l[2]+"\u00a0") {
			t.Errorf("%s: the dashboard says %s, the list %s", address, l[2], got)
		}
	}
	if home := s.enter(t, consult.Public).get("/", 200); strings.Contains(home, "departement=") {
		t.Error("the home page gives counts by département to everyone")
	}
}

package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"unanime/consult"
)

var keyIn = regexp.MustCompile(`name="cle" value="([^"]+)"`)

// named is the name of that official.
func (s *server) named(t *testing.T, id consult.OfficialID) string {
	t.Helper()
	account, err := s.reg.AccountOf(consult.Organizer)
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.reg.Official(account.Actor(), id)
	if err != nil {
		t.Fatal(err)
	}
	return o.Name()
}

// A sheet typed without script: the name is looked for, the person chosen.
func TestSheetWithoutScript(t *testing.T) {
	s := serve(t)
	p := s.enter(t, consult.Organizer)
	key := keyIn.FindStringSubmatch(p.get("/fiches", 200))[1]
	sheet := []string{"cle", key, "canal", "paper", "lieu", "atelier de Cogny", "fiche", "B-09", "texte", "Une phrase de la fiche", "signer", "oui"}
	page := p.post("/fiches", 422, append(sheet, "auteur", s.named(t, 7))...)
	for _, words := range []string{"Choisissez la personne", "Une phrase de la fiche", `value="B-09"`, `name="elu" id="elu-7" value="7"`} {
		if !strings.Contains(page, words) {
			t.Errorf("the page does not hold %q", words)
		}
	}
	to := p.post("/fiches", 303, append(sheet, "auteur", s.named(t, 7), "elu", "7")...)
	if again := p.post("/fiches", 303, append(sheet, "auteur", s.named(t, 7), "elu", "7")...); again != to {
		t.Errorf("sent twice: %s and %s", to, again)
	}
	page = p.get(to, 200)
	for _, words := range []string{"enregistrée sous le numéro", `value="B-10"`, `value="atelier de Cogny"`, "C-0283", "papier, saisie par l’organisation, fiche\u00a0B-09, atelier de Cogny"} {
		if !strings.Contains(page, words) {
			t.Errorf("the next sheet does not hold %q", words)
		}
	}
	account, err := s.reg.AccountOf(consult.Organizer)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := s.reg.Contribution(account.Actor(), 283); err != nil || c.Author != 7 || c.EnteredBy != account.ID || !c.Signed {
		t.Errorf("got %+v, %v", c, err)
	}
	sheet[1] = "une-autre-cle"
	if to = p.post("/fiches", 303, append(sheet, "auteur", s.named(t, 8), "elu", "8")...); to != "/fiches?enregistree=284&deja=283" {
		t.Errorf("the second sheet of that number leads to %s", to)
	}
	if page := p.get(to, 200); !strings.Contains(page, "est déjà celui de") {
		t.Error("nothing says that the number is taken")
	}
}

func TestSheetOfSomebodyNew(t *testing.T) {
	s := serve(t)
	p := s.enter(t, consult.Organizer)
	sheet := []string{"cle", "12345678", "canal", "phone", "texte", "Au téléphone", "prenom", "Denise", "nom", "Le Goff", "mandat", "maire"}
	for commune, words := range map[string]string{"": "Il manque la commune", "zzzz": "Aucune commune", "Cogny": `id="insee-69061"`} {
		if page := p.post("/fiches", 422, append(sheet, "commune", commune)...); !strings.Contains(page, words) || !strings.Contains(page, "Au téléphone") {
			t.Errorf("commune %q: the page does not hold %q and the text", commune, words)
		}
	}
	p.post("/fiches", 422, "cle", "12345678", "canal", "phone", "texte", "x", "prenom", "Denise")
	p.post("/fiches", 303, append(sheet, "commune", "Cogny", "insee", "69061")...)
	if page := p.get("/contributions/283", 200); !strings.Contains(page, "Rhône") || !strings.Contains(page, "téléphone, saisie par l’organisation") {
		t.Error("the contribution does not say where its author is from, or how it came")
	}
}

func TestSheetThatIsWrong(t *testing.T) {
	s := serve(t)
	p := s.enter(t, consult.Organizer)
	good := []string{"cle", "12345678", "canal", "paper", "auteur", s.named(t, 1), "elu", "1", "texte", "gardé"}
	for name, c := range map[string][]string{
		"no text":        {"texte", " "},
		"no person":      {"elu", ""},
		"unknown person": {"elu", "99999"},
		"another's name": {"auteur", s.named(t, 2)}, // typed over, without script
		"no name":        {"auteur", ""},
		"two people":     {"nom", "Le Goff", "prenom", "Denise"},
		"bad channel":    {"canal", "online"},
		"bad date":       {"jour", "31/12/2026"},
		"future":         {"jour", s.now.AddDate(0, 0, 2).Format(time.DateOnly)},
		"old":            {"jour", "2006-01-02"},
		"long place":     {"lieu", strings.Repeat("x", 400)},
		"no key":         {"cle", ""},
	} {
		if page := p.post("/fiches", 422, append(good, c...)...); !strings.Contains(page, `class="problem" role="alert"`) {
			t.Errorf("%s: nothing says what to mend", name)
		}
	}
}

func TestSheetMendedAndTakenBack(t *testing.T) {
	s := serve(t)
	p := s.enter(t, consult.Organizer)
	p.post("/fiches", 303, "cle", "12345678", "canal", "paper", "auteur", s.named(t, 1), "elu", "1", "fiche", "4", "texte", "Fote de frappe")
	if page := p.get("/fiches/283/corriger", 200); !strings.Contains(page, "Fote de frappe") || !strings.Contains(page, `name="version" value="1"`) {
		t.Error("the form does not hold what was typed")
	}
	mended := []string{"version", "1", "canal", "paper", "fiche", "5", "texte", "Faute de frappe", "jour", s.now.Format(time.DateOnly)}
	p.post("/fiches/283/corriger", 422, append(mended, "texte", "")...)
	p.post("/fiches/283/corriger", 303, mended...)
	p.post("/fiches/283/corriger", 409, mended...)
	if page := p.get("/fiches", 200); !strings.Contains(page, "Faute de frappe") || !strings.Contains(page, `name="fiche" value="6"`) {
		t.Error("the correction is not among the last sheets")
	}
	p.get("/fiches/283/retirer", 200)
	p.post("/fiches/283/retirer", 303)
	p.get("/fiches/283/corriger", 410)
	if page := p.get("/fiches", 200); strings.Contains(page, "Faute de frappe") {
		t.Error("what was taken back is still there")
	}
	p.post("/fiches", 303, "cle", "abcdefgh", "canal", "paper", "auteur", s.named(t, 1), "elu", "1", "texte", "Trop tard")
	s.now = s.now.Add(25 * time.Hour)
	p.get("/fiches/284/corriger", 409)
	p.post("/fiches/284/retirer", 409)
}

func TestCompletion(t *testing.T) {
	s := serve(t)
	p := s.enter(t, consult.Organizer)
	var choices []struct{ Value, Name, About string }
	read := func(path string) {
		t.Helper()
		if err := json.Unmarshal([]byte(p.get(path, 200)), &choices); err != nil {
			t.Fatal(err)
		}
	}
	read("/fiches/communes.json?q=cogny")
	if len(choices) < 2 || choices[0].Name != "Cogny" || !strings.Contains(choices[0].About, choices[0].Value) {
		t.Errorf("communes %v", choices)
	}
	read("/fiches/personnes.json?q=a")
	if len(choices) != 12 || choices[0].Name == "" || choices[0].About == "" {
		t.Errorf("people %v", choices)
	}
	for _, q := range []string{"", "%00", "%ff", strings.Repeat("x", 5000), "zzzzzz"} {
		if read("/fiches/personnes.json?q=" + q); len(choices) != 0 {
			t.Errorf("%.10q: %v", q, choices)
		}
		read("/fiches/communes.json?q=" + q)
	}
}

// A line that the network lost on its way back is sent again and written once.
func TestNoteSentTwice(t *testing.T) {
	s := serve(t)
	p := s.enter(t, consult.Organizer)
	send := func(key, moment string) map[string]string {
		t.Helper()
		form := url.Values{"csrf": {p.token}, "cle": {key}, "auteur": {"Mme Inconnue"}, "lieu": {"Cogny"}, "texte": {"Dit dans la salle"}, "moment": {moment}}
		req, err := http.NewRequest("POST", p.base+"/notes", strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Accept", "application/json")
		res, err := p.client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		saved := map[string]string{}
		if err := json.Unmarshal([]byte(p.read(res, 200, "POST /notes")), &saved); err != nil {
			t.Fatal(err)
		}
		return saved
	}
	moment := s.now.Add(-time.Hour).Format(time.RFC3339)
	first, second := send("cle-de-ligne", moment), send("cle-de-ligne", moment)
	if first["id"] != "C-0283" || second["id"] != first["id"] || first["name"] != "Mme Inconnue" {
		t.Errorf("got %v, then %v", first, second)
	}
	for i, moment := range []string{"", "hier", "1970-01-01T00:00:00Z"} {
		if saved := send("cle-sans-heure"+strconv.Itoa(i), moment); saved["id"] == "" {
			t.Errorf("moment %q: %v", moment, saved)
		}
	}
	if page := p.get("/notes", 200); strings.Count(page, "Dit dans la salle") != 4 || !strings.Contains(page, `name="lieu" value="Cogny"`) {
		t.Error("the last lines or the place are not on the page")
	}
	p.post("/notes", 422, "cle", "12345678", "texte", "")
	p.post("/notes", 303, "cle", "12345678", "texte", "Sans script")
	if page := p.get("/notes", 200); !strings.Contains(page, "Une intervention dans la salle") {
		t.Error("a voice of the room is not named as such")
	}
}

package web_test

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"unanime"
	"unanime/cluster"
	"unanime/consult"
	"unanime/internal/demo"
	"unanime/internal/store/storetest"
	"unanime/motion"
	"unanime/motion/live"
	"unanime/web"
)

// server is the whole site over the demonstration congress, in a real file and
// on a real port.
type server struct {
	url string
	reg *consult.Register
	now time.Time
}

func serve(t testing.TB) *server {
	t.Helper()
	d := storetest.Dir(t)
	s := &server{now: time.Now()} // browsers refuse cookies of another time
	clock := func() time.Time { return s.now }
	congress, err := demo.Read(unanime.DemoCongress(), s.now)
	if err != nil {
		t.Fatal(err)
	}
	if s.reg, err = congress.Write(d.Store, clock); err != nil {
		t.Fatal(err)
	}
	site, err := web.New(web.Config{
		Register: s.reg, Desk: &motion.Desk{Register: s.reg, Rooms: live.NewRooms(d.Log), Now: clock},
		Now: clock, Secret: d.Secret, Ready: d.Ping, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.url = "http://" + l.Addr().String()
	done := make(chan error, 1)
	go func() { done <- site.Serve(l) }()
	t.Cleanup(func() {
		if err := site.Shutdown(time.Second); err != nil {
			t.Error(err)
		}
		<-done
	})
	return s
}

// person is a browser without a screen: it keeps cookies and follows nothing.
type person struct {
	t      testing.TB
	base   string
	client *http.Client
	token  string
}

var tokenIn = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// enter opens the demonstration's door of that role; "" stays outside.
func (s *server) enter(t testing.TB, role consult.Role) *person {
	t.Helper()
	jar, _ := cookiejar.New(nil) // never fails without options
	p := &person{t: t, base: s.url, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	if role != consult.Public {
		p.post("/entrer", http.StatusSeeOther, "role", string(role))
		if m := tokenIn.FindStringSubmatch(p.get("/aide", 200)); m != nil {
			p.token = m[1]
		} else {
			t.Fatalf("%s has no token", role)
		}
	}
	return p
}

func (p *person) get(path string, status int) string {
	p.t.Helper()
	res, err := p.client.Get(p.base + path)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.read(res, status, "GET "+path)
}

// post sends a form, with the person's token, and returns the Location of a
// redirection or else the page.
func (p *person) post(path string, status int, fields ...string) string {
	p.t.Helper()
	form := url.Values{"csrf": {p.token}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	res, err := p.client.PostForm(p.base+path, form)
	if err != nil {
		p.t.Fatal(err)
	}
	body := p.read(res, status, "POST "+path)
	if to := res.Header.Get("Location"); to != "" {
		return to
	}
	return body
}

func (p *person) read(res *http.Response, status int, what string) string {
	p.t.Helper()
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	if res.StatusCode != status {
		p.t.Fatalf("%s: status %d, want %d\n%s", what, res.StatusCode, status, heading.Find(body))
	}
	return string(body)
}

var heading = regexp.MustCompile(`(?s)<main.*?</main>`)

// organise makes the machine propose, and the organiser accept, so that there
// are themes and a motion.
func (s *server) organise(t testing.TB) {
	t.Helper()
	account, err := s.reg.AccountOf(consult.Organizer)
	if err != nil {
		t.Fatal(err)
	}
	by := account.Actor()
	p, err := s.reg.Propose(context.Background(), by, cluster.Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.reg.Accept(by, p.ID); err != nil {
		t.Fatal(err)
	}
	organizer := s.enter(t, consult.Organizer)
	organizer.post("/motion/generer", http.StatusSeeOther)
}

// A site may be told to stop before it has begun.
func TestShutdownAtOnce(t *testing.T) {
	for range 5 {
		t.Run("", func(t *testing.T) { serve(t) })
	}
}

// Everyone sees what their role opens and nothing else: each page × each role.
func TestPagesByRole(t *testing.T) {
	s := serve(t)
	s.organise(t)
	mine := "/contributions/283" // the next number of the demonstration
	member := s.enter(t, consult.Member)
	if got := member.post("/contribuer", 303, "cle", "12345678", "texte", "Un texte à moi"); got != mine {
		t.Fatalf("the contribution is at %s", got)
	}
	proposition := regexp.MustCompile(`/motion/propositions/(p-[0-9a-f]+)`).FindString(s.enter(t, consult.Drafter).get("/motion", 200))

	roles := []consult.Role{consult.Public, consult.Member, consult.Organizer, consult.Drafter, consult.Chair}
	for _, c := range []struct {
		path   string
		status [5]int
	}{
		{"/", [5]int{200, 200, 200, 200, 200}},
		{"/aide", [5]int{200, 200, 200, 200, 200}},
		{"/mentions-legales", [5]int{200, 200, 200, 200, 200}},
		{"/donnees-personnelles", [5]int{200, 200, 200, 200, 200}},
		{"/accessibilite", [5]int{200, 200, 200, 200, 200}},
		{"/entrer", [5]int{200, 200, 200, 200, 200}},
		{"/entrer/inconnu", [5]int{404, 404, 404, 404, 404}},
		{"/contribuer", [5]int{303, 200, 403, 200, 403}},
		{"/mes-contributions", [5]int{303, 200, 403, 200, 403}},
		{"/contributions", [5]int{403, 403, 200, 200, 200}},
		{"/contributions?page=99", [5]int{403, 403, 200, 200, 200}},
		{"/contributions?q=guichet&theme=1&canal=paper&ordre=date", [5]int{403, 403, 200, 200, 200}},
		{"/contributions?q=%ff&theme=x&axe=-1&departement=%3C&canal=x&jour=x&ordre=x&page=-9999999999999999999", [5]int{403, 403, 200, 200, 200}},
		{"/tableau", [5]int{403, 403, 200, 200, 200}},
		{mine, [5]int{403, 200, 200, 200, 200}},
		{mine + ".json", [5]int{403, 200, 200, 200, 200}},
		{mine + "/modifier", [5]int{403, 200, 403, 403, 403}},
		{mine + "/retirer", [5]int{403, 200, 403, 403, 403}},
		{"/contributions/1", [5]int{403, 403, 200, 200, 200}},
		{"/contributions/9999", [5]int{404, 404, 404, 404, 404}},
		{"/contributions/abc", [5]int{404, 404, 404, 404, 404}},
		{"/invitations", [5]int{403, 403, 200, 403, 403}},
		{"/invitations?page=99", [5]int{403, 403, 200, 403, 403}},
		{"/envois", [5]int{403, 403, 200, 403, 403}},
		{"/envois?page=-9", [5]int{403, 403, 200, 403, 403}},
		{"/export/contributions.csv", [5]int{403, 403, 200, 403, 403}},
		{"/export/contributions.xlsx?q=guichet", [5]int{403, 403, 200, 403, 403}},
		{"/fiches", [5]int{403, 403, 200, 403, 403}},
		{"/fiches?enregistree=1&deja=x", [5]int{403, 403, 200, 403, 403}},
		{"/fiches/personnes.json?q=a", [5]int{403, 403, 200, 403, 403}},
		{"/fiches/communes.json?q=cogny", [5]int{403, 403, 200, 403, 403}},
		{"/fiches/1/corriger", [5]int{403, 403, 403, 403, 403}}, // nobody's typing
		{"/fiches/1/retirer", [5]int{403, 403, 403, 403, 403}},
		{"/notes", [5]int{403, 403, 200, 403, 403}},
		{"/themes", [5]int{403, 403, 200, 200, 200}},
		{"/themes/1", [5]int{403, 403, 200, 200, 200}},
		{"/themes/0", [5]int{403, 403, 200, 200, 200}},
		{"/themes/99", [5]int{403, 403, 404, 404, 404}},
		{"/motion", [5]int{200, 200, 200, 200, 200}},
		{"/motion/exports", [5]int{403, 200, 200, 200, 200}},
		{"/motion/motion.md", [5]int{403, 200, 200, 200, 200}},
		{"/motion/motion.html", [5]int{403, 200, 200, 200, 200}},
		{"/motion/motion.pdf", [5]int{403, 200, 200, 200, 200}},
		{"/motion/motion.exe", [5]int{404, 404, 404, 404, 404}},
		{proposition, [5]int{403, 403, 200, 200, 403}},
		{"/motion/propositions/p-inconnue", [5]int{403, 403, 404, 404, 403}},
		{"/rien", [5]int{404, 404, 404, 404, 404}},
	} {
		for i, role := range roles {
			t.Run(string(role)+c.path, func(t *testing.T) {
				s.enter(t, role).get(c.path, c.status[i])
			})
		}
	}
}

// Each form × each role: who may not act is refused and nothing changes.
func TestFormsByRole(t *testing.T) {
	s := serve(t)
	s.organise(t)
	proposition := regexp.MustCompile(`/motion/propositions/(p-[0-9a-f]+)`).FindString(s.enter(t, consult.Drafter).get("/motion", 200))
	for _, c := range []struct {
		path    string
		fields  []string
		refused []consult.Role
	}{
		{"/contribuer", []string{"cle", "12345678", "texte", "x"}, []consult.Role{consult.Organizer, consult.Chair}},
		{"/contribuer/relire", []string{"cle", "12345678", "texte", "x"}, []consult.Role{consult.Organizer, consult.Chair}},
		{"/contributions/40/modifier", []string{"version", "1", "texte", "x"}, []consult.Role{consult.Member, consult.Organizer, consult.Drafter, consult.Chair}},
		{"/contributions/40/retirer", nil, []consult.Role{consult.Member, consult.Organizer, consult.Drafter, consult.Chair}},
		{"/fiches", []string{"cle", "12345678", "elu", "1", "canal", "paper", "texte", "x"}, []consult.Role{consult.Member, consult.Drafter, consult.Chair}},
		{"/notes", []string{"cle", "12345678", "texte", "x"}, []consult.Role{consult.Member, consult.Drafter, consult.Chair}},
		{"/fiches/40/corriger", []string{"version", "1", "canal", "paper", "texte", "x"}, []consult.Role{consult.Member, consult.Organizer, consult.Drafter, consult.Chair}},
		{"/fiches/40/retirer", nil, []consult.Role{consult.Member, consult.Organizer, consult.Drafter, consult.Chair}},
		{"/invitations", nil, []consult.Role{consult.Member, consult.Drafter, consult.Chair}},
		{"/envois/1/renvoyer", nil, []consult.Role{consult.Member, consult.Drafter, consult.Chair}},
		{"/themes/proposer", nil, []consult.Role{consult.Member, consult.Drafter, consult.Chair}},
		{"/themes/accepter", []string{"proposition", "1"}, []consult.Role{consult.Member, consult.Drafter, consult.Chair}},
		{"/themes/1/renommer", []string{"nom", "x"}, []consult.Role{consult.Member, consult.Drafter, consult.Chair}},
		{"/idees/i40/deplacer", []string{"theme", "1"}, []consult.Role{consult.Member, consult.Drafter, consult.Chair}},
		{"/motion/generer", nil, []consult.Role{consult.Member, consult.Drafter, consult.Chair}},
		{"/motion/ajouter", []string{"cle", "9b2f0a58-6a3e-4a6e-9f2e-0d6f3f0f7c11"}, []consult.Role{consult.Member, consult.Chair}},
		{proposition, []string{"titre", "x"}, []consult.Role{consult.Member, consult.Chair}},
	} {
		s.enter(t, consult.Public).post(c.path, 401, c.fields...)
		for _, role := range c.refused {
			t.Run(string(role)+c.path, func(t *testing.T) { s.enter(t, role).post(c.path, 403, c.fields...) })
		}
	}
}

func TestContributionIsShownAsText(t *testing.T) {
	s := serve(t)
	p := s.enter(t, consult.Member)
	text := "<script>alert(1)</script><img src=x onerror=alert(1)> \"'`{{.}} 🎉 مرحبا\r\n<b>gras</b>"
	for _, path := range []string{p.post("/contribuer", 303, "cle", "une-cle-unique", "texte", text), "/mes-contributions"} {
		page := p.get(path, 200)
		if strings.Contains(page, "<script>alert") || strings.Contains(page, "<img") || strings.Contains(page, "<b>") {
			t.Errorf("%s: the text is taken for HTML", path)
		}
		if !strings.Contains(page, "&lt;script&gt;alert(1)") {
			t.Errorf("%s: the text is not shown", path)
		}
	}
}

func TestFormsComeFromOurPages(t *testing.T) {
	s := serve(t)
	p := s.enter(t, consult.Member)
	good := p.token
	for _, token := range []string{"", "x", good[:len(good)-2], strings.ToUpper(good), s.enter(t, consult.Drafter).token} {
		p.token = token
		p.post("/contribuer", 403, "cle", "12345678", "texte", "x")
	}
	for _, header := range [][2]string{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "cross-site"}, {"Origin", "null"}} {
		form := url.Values{"csrf": {good}, "cle": {"12345678"}, "texte": {"x"}}
		req, err := http.NewRequest("POST", s.url+"/contribuer", strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set(header[0], header[1])
		res, err := p.client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		p.read(res, 403, header[0]+" "+header[1])
	}
}

func TestBadTextComesBackWhole(t *testing.T) {
	s := serve(t)
	p := s.enter(t, consult.Member)
	long := strings.Repeat("Un long discours. ", 6000) // 108,000 characters
	for name, c := range map[string][2]string{
		"too long":  {long, "trop long"},
		"empty":     {"  ", "est vide"},
		"not UTF-8": {"caf\xe9", "illisibles"},
		"control":   {"a\x00b", "illisibles"},
	} {
		page := p.post("/contribuer", 422, "cle", "12345678", "texte", c[0])
		if !strings.Contains(page, c[1]) {
			t.Errorf("%s: the page does not say %q", name, c[1])
		}
		if name == "too long" && !strings.Contains(page, strings.TrimSpace(long)) {
			t.Errorf("%s: the text is not in the form any more", name)
		}
	}
}

func TestOnePersonIsLimitedAlone(t *testing.T) {
	s := serve(t)
	greedy, other := s.enter(t, consult.Member), s.enter(t, consult.Drafter)
	refused := false
	for range 400 {
		res, err := greedy.client.PostForm(greedy.base+"/contribuer/relire", url.Values{"csrf": {greedy.token}, "texte": {"x"}})
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if refused = res.StatusCode == 429; refused {
			break
		}
	}
	if !refused {
		t.Error("400 forms in a row are all taken")
	}
	other.post("/contribuer", 303, "cle", "12345678", "texte", "Une idée")
}

// A stale save shows both texts, and the second one can be saved after that.
func TestTwoDraftersOneProposition(t *testing.T) {
	s := serve(t)
	s.organise(t)
	first, second := s.enter(t, consult.Drafter), s.enter(t, consult.Organizer)
	path := regexp.MustCompile(`/motion/propositions/(p-[0-9a-f]+)`).FindString(first.get("/motion", 200))
	base := regexp.MustCompile(`name="base" value="([0-9a-f]+)"`)
	read := base.FindStringSubmatch(second.get(path, 200))[1]
	first.post(path, 303, "base", read, "titre", "Ouvrir un guichet dans chaque commune.", "texte", "Premier.\r\n\r\nSecond.")
	page := second.post(path, 409, "base", read, "titre", "Fermer les guichets vides.", "texte", "")
	for _, words := range []string{"Ouvrir un guichet dans chaque commune.", "Fermer les guichets vides."} {
		if !strings.Contains(page, words) {
			t.Errorf("the page does not show %q", words)
		}
	}
	second.post(path, 303, "base", base.FindStringSubmatch(page)[1], "titre", "Ouvrir ou fermer.", "texte", "")
	if md := first.get("/motion/motion.md", 200); !strings.Contains(md, "Ouvrir ou fermer.") {
		t.Error("the export does not say what was saved")
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	s := serve(t)
	for _, path := range []string{"/", "/contribuer", "/rien", "/healthz"} {
		res, err := http.Get(s.url + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if csp := res.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		if res.Header.Get("X-Content-Type-Options") != "nosniff" || res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: headers %v", path, res.Header)
		}
	}
}

// What we write is in French typography; what templates are typed with is not.
func TestPagesAreInFrenchTypography(t *testing.T) {
	s := serve(t)
	s.organise(t)
	tags := regexp.MustCompile(`(?s)<(script|style|svg|textarea|blockquote|title).*?</(script|style|svg|textarea|blockquote|title)>|<[^>]*>`)
	wrong := regexp.MustCompile(`\p{L}(&#39;|')\p{L}|\p{L} [;:!?»]|« `)
	p := s.enter(t, consult.Organizer)
	for _, path := range []string{"/", "/aide", "/mentions-legales", "/donnees-personnelles", "/accessibilite", "/entrer", "/themes", "/themes/1", "/motion", "/motion/exports", "/invitations", "/envois", "/contributions", "/contributions?q=guichet&retirees=oui", "/tableau", "/fiches", "/notes"} {
		words := tags.ReplaceAllString(p.get(path, 200), "\n")
		if at := wrong.FindStringIndex(words); at != nil {
			t.Errorf("%s: …%q…", path, words[max(0, at[0]-30):min(len(words), at[1]+30)])
		}
	}
}

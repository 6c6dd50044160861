package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// official is a person at a browser: a cookie, and no script.
type official struct {
	home, cookie string
	http         http.Client
}

func newOfficial(home, cookie string) *official {
	o := &official{home: home, cookie: cookie}
	o.http.Timeout = 20 * time.Second
	o.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return o
}

// ask sends a request and returns the answer with its body.
func (o *official) ask(method, path, form string) (*http.Response, string, error) {
	req, err := http.NewRequest(method, o.home+path, strings.NewReader(form))
	if err != nil {
		return nil, "", err
	}
	req.Header.Set("Cookie", o.cookie)
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	res, err := o.http.Do(req)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return res, string(body), err
}

var token = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// contribute sends a text under an idempotency key and returns where it is
// found.
func (o *official) contribute(key, text string) (place string, err error) {
	_, page, err := o.ask(http.MethodGet, "/contribuer", "")
	if err != nil {
		return "", err
	}
	found := token.FindStringSubmatch(page)
	if found == nil {
		return "", fmt.Errorf("no token in the form: %.200s", page)
	}
	form := url.Values{"csrf": {found[1]}, "cle": {key}, "texte": {text}}
	res, page, err := o.ask(http.MethodPost, "/contribuer", form.Encode())
	if err != nil {
		return "", err
	}
	if res.StatusCode != http.StatusSeeOther {
		return "", fmt.Errorf("%s: %.500s", res.Status, page)
	}
	return res.Header.Get("Location"), nil
}

// acknowledged is a line of the file that “check --acks” reads.
func acknowledged(place, text string) string {
	sum := sha256.Sum256([]byte(text))
	return fmt.Sprintf("{\"id\":%q,\"sha256\":%q}\n", place, hex.EncodeToString(sum[:]))
}

// seeded is a test directory with officials who are signed in.
func seeded(t *testing.T, officials int) (dir string, cookies []string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "data")
	obeyed(t, "init", "--test", "--data", dir)
	out := obeyed(t, "seed", "--data", dir, "--officials", fmt.Sprint(officials), "--print-sessions")
	return dir, strings.Split(strings.TrimSpace(out), "\n")
}

func serve(t *testing.T, dir string, more ...string) *running {
	t.Helper()
	r, err := launch(append([]string{"serve", "--data", dir, "--listen", "127.0.0.1:0"}, more...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.stop() })
	return r
}

func writeFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// What an official sent is found again to the last byte, while the program runs
// and after it stopped.
func TestServeKeepsTextAsSent(t *testing.T) {
	dir, cookies := seeded(t, 2)
	site := serve(t, dir)
	author := newOfficial(site.url, cookies[1])
	var acks strings.Builder
	for _, text := range []string{
		"Ouvrir un guichet.\r\n\r\nEt le garder.",
		"  des espaces\tautour \n",
		"<script>alert(\"1\")</script> & « guillemets » &amp; ’",
		"🎉👩‍👩‍👧 مرحبا שלום \u202eretourné\u202c e\u0301 é",
		strings.Repeat("é", 8000),
	} {
		place, err := author.contribute(uuid.NewString(), text)
		if err != nil {
			t.Fatal(err)
		}
		res, body, err := author.ask(http.MethodGet, place+".json", "")
		if err != nil {
			t.Fatal(err)
		}
		var got struct{ ID, Text string }
		if err := json.Unmarshal([]byte(body), &got); err != nil || got.Text != text {
			t.Errorf("%s %s: got %.80q, sent %.80q (%v)", res.Status, place, got.Text, text, err)
		}
		acks.WriteString(acknowledged(place, text))
	}
	if code := site.stop(); code != exitDone {
		t.Fatalf("stopped with exit code %d: %s", code, site)
	}
	out := obeyed(t, "check", "--data", dir, "--acks", writeFile(t, "acks", acks.String()))
	if !strings.Contains(out, "5 acknowledgements found, 0 withdrawn since, 0 missing, 0 altered") {
		t.Error(out)
	}
}

// A promise that was not kept is found.
func TestCheckFindsWhatIsMissing(t *testing.T) {
	dir, cookies := seeded(t, 1)
	site := serve(t, dir)
	place, err := newOfficial(site.url, cookies[0]).contribute("une-cle-a-moi", "Un guichet.")
	if err != nil {
		t.Fatal(err)
	}
	site.stop()
	acks := writeFile(t, "acks", acknowledged(place, "Deux guichets.")+acknowledged("/contributions/99", "Rien."))
	out, code := try(t, "check", "--data", dir, "--acks", acks)
	if code != exitFailed || !strings.Contains(out, "0 acknowledgements found, 0 withdrawn since, 1 missing, 1 altered") {
		t.Errorf("exit code %d: %s", code, out)
	}
}

// The first organiser gets in by a link that is printed as long as none is
// signed in. Opening it spends nothing: mail scanners open links too.
func TestServeInvitesTheOrganizer(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	obeyed(t, "init", "--data", dir, "--congress", "2027")
	site := serve(t, dir)
	link := regexp.MustCompile(`http://\S+/entrer/\S+`).FindString(site.line(t, "no organiser"))
	if link == "" {
		t.Fatal("no link was printed")
	}
	visitor := newOfficial(site.url, "")
	path := strings.TrimPrefix(link, site.url)
	for range 2 {
		if res, page, err := visitor.ask(http.MethodGet, path, ""); err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%v %v %.300s", res, err, page)
		}
	}
	res, page, err := visitor.ask(http.MethodPost, path, "")
	if err != nil || res.StatusCode != http.StatusSeeOther {
		t.Fatalf("%v %v %.300s", res, err, page)
	}
	if len(res.Cookies()) == 0 {
		t.Fatal("no session")
	}
	if again, _, err := visitor.ask(http.MethodPost, path, ""); err != nil || again.StatusCode == http.StatusSeeOther {
		t.Errorf("the link lets in twice: %v, %v", again.Status, err)
	}
	site.stop()
	if again := serve(t, dir); again.line(t, "") != "" {
		t.Error("an organiser is signed in, and another link was printed")
	}
}

// Behind a proxy the links and the cookies are those of the address people type.
func TestServeBaseURL(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	obeyed(t, "init", "--data", dir, "--congress", "2027")
	site := serve(t, dir, "--base-url", "https://congres.example/")
	line := site.line(t, "no organiser")
	path := regexp.MustCompile(`https://congres\.example(/entrer/\S+)`).FindStringSubmatch(line)
	if path == nil {
		t.Fatal(line)
	}
	res, _, err := newOfficial(site.url, "").ask(http.MethodPost, path[1], "")
	if err != nil || len(res.Cookies()) == 0 || !res.Cookies()[0].Secure {
		t.Errorf("%v, %v", res, err)
	}
}

// The demonstration has its themes proposed, and leaves nothing behind.
func TestDemo(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	site, err := launch("demo", "--listen", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { site.stop() })
	visitor := newOfficial(site.url, "")
	res, page, err := visitor.ask(http.MethodPost, "/entrer", "role=organizer")
	if err != nil || len(res.Cookies()) == 0 {
		t.Fatalf("%v %.300s", err, page)
	}
	visitor.cookie = res.Cookies()[0].Name + "=" + res.Cookies()[0].Value
	if _, page, err = visitor.ask(http.MethodGet, "/themes", ""); err != nil || !strings.Contains(page, "/themes/accepter") {
		t.Errorf("no theme is proposed: %v", err)
	}
	if code := site.stop(); code != exitDone {
		t.Errorf("exit code %d: %s", code, site)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// Told to keep its data, the demonstration goes on where it was.
func TestDemoKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	var counts []string
	for range 2 {
		site, err := launch("demo", "--listen", "127.0.0.1:0", "--keep", dir)
		if err != nil {
			t.Fatal(err)
		}
		if code := site.stop(); code != exitDone {
			t.Fatalf("exit code %d: %s", code, site)
		}
		counts = append(counts, obeyed(t, "check", "--data", dir))
	}
	if counts[0] != counts[1] || !strings.HasPrefix(counts[0], "282 contributions") {
		t.Errorf("%q", counts)
	}
}

// Stopped before it could begin, the program ends all the same.
func TestServeStoppedAtOnce(t *testing.T) {
	dir, _ := seeded(t, 1)
	for range 5 {
		site := serve(t, dir)
		if code := site.stop(); code != exitDone {
			t.Fatalf("exit code %d: %s", code, site)
		}
	}
	if out := obeyed(t, "check", "--data", dir); !bytes.Contains([]byte(out), []byte("sound")) {
		t.Error(out)
	}
}

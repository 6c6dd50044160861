package web_test

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"unanime/consult"
)

// Bytes on the wire that an official's page may weigh: markup, style and script
// together, and the fonts. The hall's wifi is shared by hundreds.
const (
	pageBudget = 20 << 10
	fontBudget = 95 << 10
)

func TestPageWeight(t *testing.T) {
	s := serve(t)
	p := s.enter(t, consult.Member)
	static := regexp.MustCompile(`/static/[^"')]+`)
	for _, path := range []string{"/", "/contribuer", "/mes-contributions"} {
		page, markup := p.weigh(path)
		var fonts int
		seen := map[string]bool{}
		var follow func(string)
		follow = func(text string) {
			for _, address := range static.FindAllString(text, -1) {
				if seen[address] {
					continue
				}
				seen[address] = true
				content, n := p.weigh(address)
				if strings.HasSuffix(address, ".woff2") {
					fonts += n
					continue
				}
				markup += n
				follow(content)
			}
		}
		follow(page)
		if markup > pageBudget || fonts > fontBudget || fonts == 0 {
			t.Errorf("%s weighs %d bytes and %d of fonts", path, markup, fonts)
		}
	}
}

// weigh returns a file as read and the bytes that it took on the wire.
func (p *person) weigh(path string) (string, int) {
	p.t.Helper()
	req, err := http.NewRequest("GET", p.base+path, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "br")
	res, err := p.client.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	sent, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != 200 {
		p.t.Fatalf("%s: %d, %v", path, res.StatusCode, err)
	}
	return plain(p.t, res, sent), len(sent)
}

func plain(t testing.TB, res *http.Response, sent []byte) string {
	if res.Header.Get("Content-Encoding") != "br" {
		return string(sent)
	}
	text, err := io.ReadAll(brotli.NewReader(bytes.NewReader(sent)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

package unanime_test

import (
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"unanime"
)

// spoken is what a local official would not write: the words of parliament, and
// of parties.
var spoken = regexp.MustCompile(`(?i)\b(sous-)?amendements?\b|\bdéputée?s?\b|groupe parlementaire|insoumise?s?\b|\bécologistes\b|socialistes?\b|` +
	`communistes?\b|rassemblement national|\bLFI\b|\bNFP\b|nupes|macronis|\balinéas?\b|projet de loi|proposition de loi|\bPJL|\bPLF|\bcet article|article L\.|notre groupe|avenir en commun`)

func TestCongressContributions(t *testing.T) {
	contributions := demoTable(t, "contributions.csv", "number,official,question,channel,place,sheet,sent_at,signed,text,source_id,source,licence")
	officials := map[string]int{}
	for _, o := range demoTable(t, "officials.csv", officialColumns) {
		officials[o["id"]] = 0
	}
	opens, closes := collection(t)
	var before time.Time
	for i, c := range contributions {
		if c["number"] != strconv.Itoa(i+1) {
			t.Errorf("row %d has number %s", i+1, c["number"])
		}
		if _, ok := officials[c["official"]]; !ok {
			t.Errorf("%s: no official %q", c["number"], c["official"])
		}
		officials[c["official"]]++
		if word := spoken.FindString(c["text"]); word != "" {
			t.Errorf("%s says %q", c["number"], word)
		}
		sent, err := time.Parse(time.RFC3339, c["sent_at"])
		if err != nil || sent.Before(opens) || !sent.Before(closes) || sent.Before(before) {
			t.Errorf("%s sent at %q, %v: out of order or of the collection", c["number"], c["sent_at"], err)
		}
		before = sent
		checkForm(t, c)
	}
	for id, n := range officials {
		if n < 1 || n > 9 {
			t.Errorf("%s sent %d contributions", id, n)
		}
	}
}

// checkForm checks what hangs together within one contribution.
func checkForm(t *testing.T, c map[string]string) {
	t.Helper()
	onPaper := c["channel"] == "paper" || c["channel"] == "workshop"
	if !onPaper && c["channel"] != "online" {
		t.Errorf("%s: channel %q", c["number"], c["channel"])
	}
	if onPaper != (c["place"] != "") || onPaper != (c["sheet"] != "") {
		t.Errorf("%s: %s, place %q, sheet %q", c["number"], c["channel"], c["place"], c["sheet"])
	}
	if q := c["question"]; q != "" && (len(q) != 1 || q < "1" || q > "8") {
		t.Errorf("%s: question %q", c["number"], q)
	}
	if c["signed"] != "true" && c["signed"] != "false" {
		t.Errorf("%s: signed %q", c["number"], c["signed"])
	}
	if c["text"] == "" || c["text"] != strings.TrimSpace(c["text"]) || c["source_id"] == "" || c["licence"] != "Licence Ouverte 2.0" {
		t.Errorf("%s: text or source missing", c["number"])
	}
}

const officialColumns = "id,given_name,family_name,mandate,delegation,insee,commune,departement,email,label"

func TestCongressOfficialsAreInvented(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range demoTable(t, "officials.csv", officialColumns) {
		if o["label"] != "élu·e de démonstration" || !strings.HasSuffix(o["email"], ".invalid") {
			t.Errorf("%s could be taken for a real person", o["id"])
		}
		if o["mandate"] == "" || o["given_name"] == "" || seen[o["id"]] || seen[o["family_name"]] {
			t.Errorf("%s: incomplete or named twice", o["id"])
		}
		seen[o["id"]], seen[o["family_name"]] = true, true
	}
}

func TestOtherTexts(t *testing.T) {
	f, err := os.Open("testdata/other.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) != 301 || strings.Join(rows[0], ",") != "id,text,label,source,licence" {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

type opening struct {
	Phase string
	Opens time.Time
}

// collection is when contributions may be sent; the demonstration opens in it.
func collection(t *testing.T) (opens, closes time.Time) {
	t.Helper()
	text, err := fs.ReadFile(unanime.DemoCongress(), "congress.json")
	if err != nil {
		t.Fatal(err)
	}
	var congress struct {
		Now       time.Time
		Phases    []opening
		Questions []struct {
			Number      int
			Title, Text string
		}
	}
	if err := json.Unmarshal(text, &congress); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(congress.Phases, func(p opening) bool { return p.Phase == "collect" })
	opens, closes = congress.Phases[i].Opens, congress.Phases[i+1].Opens
	if len(congress.Questions) != 8 || congress.Now.Before(opens) || !congress.Now.Before(closes) {
		t.Errorf("congress.json: %d questions, now %v", len(congress.Questions), congress.Now)
	}
	return opens, closes
}

func demoTable(t *testing.T, name, columns string) []map[string]string {
	t.Helper()
	f, err := unanime.DemoCongress().Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[0], ","); got != columns {
		t.Fatalf("%s has the columns %s", name, got)
	}
	var list []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, column := range rows[0] {
			m[column] = row[i]
		}
		list = append(list, m)
	}
	return list
}

package consult_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"unanime/consult"
	"unanime/internal/store/storetest"
)

// desk is a congress in a real file, seen by its organiser on the third day of
// the collection, which lasts nine.
type desk struct {
	*consult.Register
	organizer consult.Actor
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := storetest.Dir(t)
	day := time.Date(2027, 1, 1, 8, 0, 0, 0, time.UTC)
	accounts, err := consult.Found(d.Store, consult.Founding{
		Congress: consult.Congress{
			ID: "2027", Questions: []consult.Question{{Number: 1, Title: "Réseaux"}},
			Calendar: []consult.Opening{{Phase: consult.Collect, At: day}, {Phase: consult.Classify, At: day.AddDate(0, 0, 9)}},
		},
		Officials: []consult.Official{
			{Given: "Alice", Family: "Aulne", Territory: consult.Territory{INSEE: "46042", Commune: "Cahors", Department: "46"}},
			{Given: "Bruno", Family: "Bouleau", Territory: consult.Territory{Department: "973"}},
		},
		Staff: []consult.Account{{Role: consult.Organizer}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return &desk{
		Register:  &consult.Register{Store: d.Store, Congress: "2027", Now: func() time.Time { return day.AddDate(0, 0, 2) }},
		organizer: consult.Actor{Account: accounts[2], Role: consult.Organizer},
	}
}

func (d *desk) bring(t testing.TB, records ...consult.Record) consult.Imported {
	t.Helper()
	done, err := d.Import(d.organizer, records)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// from is a record by the named person.
func from(family, given, insee, department, text string) consult.Record {
	return consult.Record{Text: text, By: &consult.Official{
		Family: family, Given: given, Territory: consult.Territory{INSEE: insee, Department: department},
	}}
}

func TestImportFindsTheAuthor(t *testing.T) {
	const somebodyNew = 3
	tests := []struct {
		name                             string
		family, given, insee, department string
		want                             consult.OfficialID
	}{
		{"same", "Aulne", "Alice", "46042", "46", 1},
		{"case, accents, hyphens and spaces", " AULNE", "Álice", "46042", "46", 1},
		{"the département, where the code is missing", "Aulne", "Alice", "", "46", 1},
		{"the code, where the département is missing", "Aulne", "Alice", "46042", "", 1},
		{"a code, of somebody who has none", "Bouleau", "Bruno", "97302", "973", 2},
		{"another commune", "Aulne", "Alice", "46102", "46", somebodyNew},
		{"another département", "Aulne", "Alice", "", "47", somebodyNew},
		{"no place is no proof", "Aulne", "Alice", "", "", somebodyNew},
		{"another given name", "Aulne", "Aline", "46042", "46", somebodyNew},
		{"no given name", "Aulne", "", "46042", "46", somebodyNew},
		{"nobody", "", "", "46042", "46", somebodyNew},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			done := d.bring(t, from(tt.family, tt.given, tt.insee, tt.department, "Un guichet."))
			got, err := d.Contribution(d.organizer, done.IDs[0])
			if err != nil || got.Author != tt.want {
				t.Errorf("author %d, want %d (%v)", got.Author, tt.want, err)
			}
			if made := done.Officials == 1; made != (tt.want == somebodyNew) {
				t.Errorf("%d officials made", done.Officials)
			}
		})
	}
}

// Two people of one name and département: their words are not mixed up, and
// nobody is chosen at random.
func TestImportDoesNotGuessBetweenTwo(t *testing.T) {
	d := newDesk(t)
	d.bring(t, from("Aulne", "Alice", "46102", "46", "Je suis une autre."))
	done := d.bring(t, from("Aulne", "Alice", "", "46", "Laquelle ?"), from("Aulne", "Alice", "", "46", "Encore moi."))
	if done.Officials != 1 {
		t.Errorf("%d officials made, want one for both records", done.Officials)
	}
}

func TestImportedOfficials(t *testing.T) {
	d := newDesk(t)
	d.bring(t, from("Charme", "Chloé", "", "29", "Un."), from("CHARME", "chloe", "", "29", "Deux."), from("", "", "", "", "Trois."))
	o, err := d.Official(d.organizer, 3)
	if err != nil || o.Name() != "Chloé Charme" {
		t.Fatalf("%+v, %v", o, err)
	}
	nobody, err := d.Official(d.organizer, 4)
	if err != nil || nobody.Name() != consult.NoName {
		t.Fatalf("%+v, %v", nobody, err)
	}
	if a, err := d.Account(4); err != nil || a.Role != consult.Member || a.Official != 3 {
		t.Errorf("the new official's account: %+v, %v", a, err)
	}
	if _, err := d.Account(5); !errors.Is(err, consult.ErrNotFound) {
		t.Errorf("an account of nobody: %v", err)
	}
}

func TestImportTwiceWritesOnce(t *testing.T) {
	d := newDesk(t)
	file := []consult.Record{
		from("Aulne", "Alice", "46042", "46", "Un guichet."),
		from("Aulne", "Alice", "46042", "46", "Un guichet."), // said twice
		from("", "", "", "", "Du débit."),
		from("", "", "", "", "Du débit."),                           // somebody else
		{Text: "Sans papier.", Ref: "b-1", By: &consult.Official{}}, // by its reference
		{Text: "Connue.", Contribution: consult.Contribution{Author: 2}},
	}
	first := d.bring(t, file...)
	if first.New != 6 || first.Known != 0 || first.Officials != 3 {
		t.Fatalf("first: %+v", first)
	}
	again := d.bring(t, file...)
	if again.New != 0 || again.Known != 6 || again.Officials != 0 || !slices.Equal(again.IDs, first.IDs) {
		t.Errorf("again: %+v", again)
	}
	more := d.bring(t, append(file, from("Aulne", "Alice", "46042", "46", "Autre chose."))...)
	if more.New != 1 || more.Known != 6 {
		t.Errorf("with one more: %+v", more)
	}
}

// Sheets of paper without a name are told apart by where they were gathered.
func TestImportNamelessSheets(t *testing.T) {
	d := newDesk(t)
	sheet := func(place, number string) consult.Record {
		return consult.Record{Text: "Du débit.", By: &consult.Official{}, Contribution: consult.Contribution{Channel: consult.Paper, Place: place, Sheet: number}}
	}
	d.bring(t, sheet("Cahors", "1"))
	if done := d.bring(t, sheet("Agen", "1"), sheet("Cahors", "2"), sheet("Cahors", "1")); done.New != 2 || done.Known != 1 {
		t.Errorf("%+v", done)
	}
}

func TestImportWithdrawn(t *testing.T) {
	d := newDesk(t)
	rec := consult.Record{Text: "Connue.", Contribution: consult.Contribution{Author: 1}}
	id := d.bring(t, rec).IDs[0]
	if err := d.Withdraw(consult.Actor{Account: 1, Role: consult.Member, Official: 1}, id); err != nil {
		t.Fatal(err)
	}
	if done := d.bring(t, rec); done.New != 0 {
		t.Error("an import brought back what its author withdrew")
	}
}

func TestImportKeepsWhatIsSaid(t *testing.T) {
	d := newDesk(t)
	sent := time.Date(2027, 1, 12, 9, 30, 0, 0, time.FixedZone("", 3600))
	rec := from("Aulne", "Alice", "46042", "46", " \tUn guichet.\r\n=1+1 🎉 שלום ")
	rec.Contribution = consult.Contribution{Question: 1, Channel: consult.Workshop, Place: "Cahors", Sheet: "12", Signed: true, Sent: sent}
	got, err := d.Contribution(d.organizer, d.bring(t, rec).IDs[0])
	if err != nil {
		t.Fatal(err)
	}
	want := rec.Contribution
	want.ID, want.Author, want.Department, want.Version, want.Late, want.Sent = 1, 1, "46", 1, true, sent.UTC()
	if got.Contribution != want || got.Text != rec.Text {
		t.Errorf("got  %+v %q\nwant %+v %q", got.Contribution, got.Text, want, rec.Text)
	}
	plain, err := d.Contribution(d.organizer, d.bring(t, from("Aulne", "Alice", "46042", "46", "Rien de plus.")).IDs[0])
	if err != nil || plain.Channel != consult.Online || !plain.Sent.Equal(d.Now()) || plain.Late {
		t.Errorf("%+v, %v", plain, err)
	}
}

func TestImportRefuses(t *testing.T) {
	good := from("Aulne", "Alice", "46042", "46", "Un guichet.")
	change := func(f func(*consult.Record)) consult.Record {
		rec := good
		by := *good.By
		rec.By = &by
		f(&rec)
		return rec
	}
	long := strings.Repeat("a", 301)
	tests := []struct {
		name  string
		rec   consult.Record
		field string
		why   consult.Why
	}{
		{"no text", change(func(r *consult.Record) { r.Text = " \n" }), "text", consult.WhyEmpty},
		{"not text", change(func(r *consult.Record) { r.Text = "a\x00b" }), "text", consult.WhyNotText},
		{"too long", change(func(r *consult.Record) { r.Text = strings.Repeat("a", consult.MaxText+1) }), "text", consult.WhyTooLong},
		{"a question that is not asked", change(func(r *consult.Record) { r.Question = 2 }), "question", consult.WhyUnknown},
		{"a channel that is none", change(func(r *consult.Record) { r.Channel = "pigeon" }), "channel", consult.WhyUnknown},
		{"an endless name", change(func(r *consult.Record) { r.By.Family = long }), "family", consult.WhyTooLong},
		{"a name of two lines", change(func(r *consult.Record) { r.By.Given = "A\nB" }), "given", consult.WhyNotText},
		{"an endless place", change(func(r *consult.Record) { r.Place = long }), "place", consult.WhyTooLong},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			done, err := d.Import(d.organizer, []consult.Record{good, tt.rec})
			var at *consult.RecordError
			var invalid *consult.InvalidError
			if !errors.As(err, &at) || at.Record != 2 || !errors.As(err, &invalid) || invalid.Field != tt.field || invalid.Why != tt.why {
				t.Errorf("%v", err)
			}
			if figures, _ := d.Figures(); figures.Contributions != 0 || done.New != 0 {
				t.Error("half of it was imported")
			}
		})
	}
}

func TestImportRefusesReferences(t *testing.T) {
	d := newDesk(t)
	d.bring(t, consult.Record{Text: "Un.", Ref: "a-1", By: &consult.Official{}})
	_, err := d.Import(d.organizer, []consult.Record{{Text: "Deux.", Ref: "a-1", By: &consult.Official{}}})
	if !errors.Is(err, consult.ErrKeyReused) {
		t.Errorf("another text under a known reference: %v", err)
	}
	twice := []consult.Record{{Text: "Deux.", Ref: "a-2", By: &consult.Official{}}, {Text: "Trois.", Ref: "a-2", By: &consult.Official{}}}
	var invalid *consult.InvalidError
	if _, err := d.Import(d.organizer, twice); !errors.As(err, &invalid) || invalid.Why != consult.WhyTwice {
		t.Errorf("a reference given twice: %v", err)
	}
	if _, err := d.Import(d.organizer, []consult.Record{{Text: "Un.", Contribution: consult.Contribution{Author: 9}}}); !errors.Is(err, consult.ErrNotFound) {
		t.Errorf("an author who does not exist: %v", err)
	}
	if _, err := d.Import(consult.Actor{Account: 1, Role: consult.Member, Official: 1}, twice); !errors.Is(err, consult.ErrForbidden) {
		t.Errorf("an official imports: %v", err)
	}
}

func TestRehearseWritesNothing(t *testing.T) {
	d := newDesk(t)
	file := []consult.Record{from("Charme", "Chloé", "", "29", "Un."), from("Charme", "Chloé", "", "29", "Deux.")}
	done, err := d.Rehearse(d.organizer, file)
	if err != nil || done.New != 2 || done.Officials != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	if figures, _ := d.Figures(); figures.Contributions != 0 {
		t.Error("a rehearsal wrote contributions")
	}
	if _, err := d.Official(d.organizer, 3); !errors.Is(err, consult.ErrNotFound) {
		t.Errorf("a rehearsal made an official: %v", err)
	}
	if done := d.bring(t, file...); done.New != 2 || done.IDs[0] != 1 {
		t.Errorf("after a rehearsal: %+v", done)
	}
	file[1].Text = ""
	if _, err := d.Rehearse(d.organizer, file); err == nil {
		t.Error("a rehearsal took what an import refuses")
	}
}

func TestEnrol(t *testing.T) {
	d := newDesk(t)
	accounts, err := d.Enrol(d.organizer, []consult.Enrolment{
		{consult.Official{Family: "Un"}, consult.Organizer}, {consult.Official{Family: "Deux"}, consult.Member},
	})
	if err != nil || len(accounts) != 2 || accounts[0].Role != consult.Organizer || accounts[1].Official != 4 {
		t.Fatalf("%+v, %v", accounts, err)
	}
	_, err = d.Enrol(d.organizer, []consult.Enrolment{{consult.Official{Family: "Trois"}, consult.Member}, {consult.Official{Family: "\x00"}, consult.Member}})
	var at *consult.RecordError
	if !errors.As(err, &at) || at.Record != 2 {
		t.Errorf("%v", err)
	}
	if _, err := d.Official(d.organizer, 5); !errors.Is(err, consult.ErrNotFound) {
		t.Errorf("half of them were enrolled: %v", err)
	}
}

func BenchmarkImport(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			file := make([]consult.Record, n)
			for i := range file {
				file[i] = from(fmt.Sprint("Nom", i/4), "Prénom", "", "46", strings.Repeat("Un guichet à côté. ", 20)+fmt.Sprint(i))
			}
			for b.Loop() {
				b.StopTimer()
				d := newDesk(b)
				b.StartTimer()
				d.bring(b, file...)
			}
		})
	}
}

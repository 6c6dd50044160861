package consult_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"unanime/consult"
)

// sheet is a paper sheet of Alice's, which tests change.
func sheet(number int, changes ...func(*consult.Transcription)) consult.Transcription {
	t := consult.Transcription{
		Key: fmt.Sprintf("fiche-%04d", number), Author: 1, Channel: consult.Paper,
		Place: "atelier de Cogny", Sheet: fmt.Sprint(number), Text: fmt.Sprintf("Idée nº %d", number),
	}
	for _, change := range changes {
		change(&t)
	}
	return t
}

func (h *house) transcribe(t *testing.T, tr consult.Transcription) consult.Transcribed {
	t.Helper()
	c, err := h.Transcribe(h.organizer, tr)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Fourteen sheets are their authors', and the figures say paper.
func TestTranscribeIsTheAuthors(t *testing.T) {
	h := newHouse(t)
	for i := 1; i <= 14; i++ {
		h.transcribe(t, sheet(i, func(tr *consult.Transcription) { tr.Author = consult.OfficialID(1 + i%2); tr.Signed = i == 3 }))
	}
	mine, err := h.Mine(h.alice)
	if err != nil || len(mine) != 7 {
		t.Fatalf("%d of the sheets are the author's, %v", len(mine), err)
	}
	f, err := h.Contribution(h.organizer, 3)
	want := consult.Contribution{
		ID: 3, Author: 2, Department: "973", Channel: consult.Paper, Place: "atelier de Cogny", Sheet: "3", Signed: true,
		Sent: during, Version: 1, EnteredBy: h.organizer.Account, Entered: during,
	}
	if err != nil || f.Contribution != want || f.Text != "Idée nº 3" {
		t.Errorf("got %+v, %v\nwant %+v", f, err, want)
	}
	figures, err := h.Figures()
	if err != nil || figures.Channels[consult.Paper] != 14 || figures.Authors != 2 {
		t.Errorf("figures %+v, %v", figures, err)
	}
	if _, err := h.Amend(h.alice, consult.Change{ID: mine[0].ID, Version: 1, Text: "Mieux dit"}); err != nil {
		t.Errorf("its author may not amend it: %v", err)
	}
}

func TestTranscribeRules(t *testing.T) {
	for name, c := range map[string]struct {
		now    time.Time
		change func(*consult.Transcription)
		want   error
		why    consult.Why
	}{
		"phone":            {during, func(tr *consult.Transcription) { tr.Channel = consult.Phone }, nil, ""},
		"online":           {during, func(tr *consult.Transcription) { tr.Channel = consult.Online }, nil, consult.WhyUnknown},
		"no channel":       {during, func(tr *consult.Transcription) { tr.Channel = "" }, nil, consult.WhyUnknown},
		"no key":           {during, func(tr *consult.Transcription) { tr.Key = "" }, nil, consult.WhyUnknown},
		"no text":          {during, func(tr *consult.Transcription) { tr.Text = " " }, nil, consult.WhyEmpty},
		"bad place":        {during, func(tr *consult.Transcription) { tr.Place = "a\x00" }, nil, consult.WhyNotText},
		"unknown question": {during, func(tr *consult.Transcription) { tr.Question = 9 }, nil, consult.WhyUnknown},
		"unknown author":   {during, func(tr *consult.Transcription) { tr.Author = 99 }, consult.ErrNotFound, ""},
		"today's noon":     {during, func(tr *consult.Transcription) { tr.Received = during.Add(4 * time.Hour) }, nil, ""},
		"tomorrow":         {during, func(tr *consult.Transcription) { tr.Received = during.Add(28 * time.Hour) }, nil, consult.WhyDate},
		"the wrong year":   {during, func(tr *consult.Transcription) { tr.Received = during.AddDate(-10, 0, 0) }, nil, consult.WhyDate},
		"before it opens":  {opens.Add(-1), nil, consult.ErrClosed, ""},
		"after the freeze": {frozen, nil, nil, ""},
		"while drafting":   {drafts, nil, consult.ErrClosed, ""},
	} {
		h := newHouse(t)
		h.now = c.now
		tr := sheet(1)
		if c.change != nil {
			c.change(&tr)
		}
		_, err := h.Transcribe(h.organizer, tr)
		if e, ok := errors.AsType[*consult.InvalidError](err); c.why != "" && (!ok || e.Why != c.why) || c.why == "" && !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v %s", name, err, c.want, c.why)
		}
	}
}

// The day on the sheet tells whether it is late, not the day of the typing.
func TestTranscribeLate(t *testing.T) {
	h := newHouse(t)
	h.now = frozen.Add(time.Hour)
	early := h.transcribe(t, sheet(1, func(tr *consult.Transcription) { tr.Received = during }))
	later := h.transcribe(t, sheet(2))
	if early.Late || !early.Sent.Equal(during) || !later.Late {
		t.Errorf("received before the freeze: %+v; after: %+v", early, later)
	}
}

func TestTranscribeTwice(t *testing.T) {
	h := newHouse(t)
	first := h.transcribe(t, sheet(12))
	if again := h.transcribe(t, sheet(12)); again != first {
		t.Errorf("sent again: %+v, first %+v", again, first)
	}
	if _, err := h.Transcribe(h.organizer, sheet(12, func(tr *consult.Transcription) { tr.Author = 2 })); !errors.Is(err, consult.ErrKeyReused) {
		t.Errorf("the key for another's sheet: %v", err)
	}
	twin := h.transcribe(t, sheet(12, func(tr *consult.Transcription) { tr.Key, tr.Place = "autre-cle", "Atelier de  COGNY" }))
	if twin.Twin != first.ID || twin.ID == first.ID {
		t.Errorf("the same number of the same place is not said: %+v", twin)
	}
	if other := h.transcribe(t, sheet(12, func(tr *consult.Transcription) { tr.Key, tr.Place = "encore-une", "Lyon" })); other.Twin != 0 {
		t.Errorf("the same number of another place: %+v", other)
	}
	for _, id := range []consult.ContributionID{first.ID, twin.ID} {
		if err := h.Discard(h.organizer, id); err != nil {
			t.Fatal(err)
		}
	}
	if free := h.transcribe(t, sheet(12, func(tr *consult.Transcription) { tr.Key = "de-nouveau" })); free.Twin != 0 {
		t.Errorf("the number of a sheet that was taken back: %+v", free)
	}
}

func TestTranscribeSomebodyNew(t *testing.T) {
	h := newHouse(t)
	cogny := consult.Territory{INSEE: "69061", Commune: "Cogny", Department: "69"}
	by := func(o consult.Official) func(*consult.Transcription) {
		return func(tr *consult.Transcription) { tr.Author, tr.By = 0, &o }
	}
	made := h.transcribe(t, sheet(1, by(consult.Official{Given: "Denise", Family: "Le Goff", Mandate: "maire", Territory: cogny})))
	again := h.transcribe(t, sheet(2, by(consult.Official{Given: "denise", Family: "LE GOFF", Territory: cogny})))
	if made.Author != 3 || again.Author != 3 || made.Department != "69" {
		t.Errorf("authors %d and %d of %s", made.Author, again.Author, made.Department)
	}
}

// A name alone is that of the only one who has it, or of somebody new.
func TestTranscribeVoices(t *testing.T) {
	h := newHouse(t)
	say := func(number int, name string) consult.OfficialID {
		line := sheet(number, func(tr *consult.Transcription) { tr.Author, tr.Speaker = 0, name })
		author := h.transcribe(t, line).Author
		if again := h.transcribe(t, line).Author; again != author {
			t.Errorf("%q sent again is said by %d, then by %d", name, author, again)
		}
		return author
	}
	for i, c := range []struct {
		name string
		want consult.OfficialID
	}{{"alice aulne", 1}, {"BOULEAU Bruno", 2}, {"Mme Orme", 3}, {"mme orme", 3}, {"Aulne", 4}, {"", 5}, {"", 6}} {
		if got := say(i+1, c.name); got != c.want {
			t.Errorf("%q is official %d, want %d", c.name, got, c.want)
		}
	}
}

// Who may correct and discard what, and until when.
func TestCorrectAndDiscardRules(t *testing.T) {
	for name, c := range map[string]struct {
		by    func(*house) consult.Actor
		after time.Duration
		want  error
	}{
		"who typed it":       {func(h *house) consult.Actor { return h.organizer }, 23 * time.Hour, nil},
		"the day after":      {func(h *house) consult.Actor { return h.organizer }, 24 * time.Hour, consult.ErrClosed},
		"another organiser":  {func(*house) consult.Actor { return consult.Actor{Account: 99, Role: consult.Organizer} }, 0, consult.ErrForbidden},
		"its author":         {func(h *house) consult.Actor { return h.alice }, 0, consult.ErrForbidden},
		"another official":   {func(h *house) consult.Actor { return h.bruno }, 0, consult.ErrForbidden},
		"nobody":             {func(*house) consult.Actor { return consult.Actor{} }, 0, consult.ErrForbidden},
		"no account, a role": {func(*house) consult.Actor { return consult.Actor{Role: consult.Organizer} }, 0, consult.ErrForbidden},
	} {
		h := newHouse(t)
		made := h.transcribe(t, sheet(1))
		h.now = during.Add(c.after)
		_, err := h.Correct(c.by(h), consult.Correction{ID: made.ID, Version: 1, Transcription: sheet(1)})
		if discarded := h.Discard(c.by(h), made.ID); !errors.Is(err, c.want) || !errors.Is(discarded, c.want) {
			t.Errorf("%s: %v and %v, want %v", name, err, discarded, c.want)
		}
	}
}

func TestCorrect(t *testing.T) {
	h := newHouse(t)
	made := h.transcribe(t, sheet(1, func(tr *consult.Transcription) { tr.Received = during.Add(-time.Hour) }))
	other := h.transcribe(t, sheet(2))
	ch := consult.Correction{ID: made.ID, Version: 1, Transcription: sheet(2, func(tr *consult.Transcription) { tr.Text, tr.Signed = "Relu", true })}
	got, err := h.Correct(h.organizer, ch)
	if err != nil || got.Twin != other.ID || got.Version != 2 || !got.Signed || !got.Sent.Equal(made.Sent) || got.Author != made.Author {
		t.Errorf("got %+v, %v", got, err)
	}
	if found, err := h.Search(h.organizer, consult.Query{Words: "relu"}); err != nil || found.Total != 1 {
		t.Errorf("the corrected words find %d contributions, %v", found.Total, err)
	}
	if f, err := h.Contribution(h.alice, made.ID); err != nil || f.Text != "Relu" {
		t.Errorf("the text is %q, %v", f.Text, err)
	}
	if _, err := h.Correct(h.organizer, ch); !errors.Is(err, consult.ErrStale) {
		t.Errorf("an old page: %v", err)
	}
	own := h.submit(t, h.alice, "une-cle-a-elle", "À elle")
	if err := h.Discard(h.organizer, own.ID); !errors.Is(err, consult.ErrForbidden) {
		t.Errorf("the organiser took back what an official sent: %v", err)
	}
}

func TestLastTyped(t *testing.T) {
	h := newHouse(t)
	for i := range 7 {
		h.transcribe(t, sheet(i+1))
	}
	if err := h.Discard(h.organizer, 6); err != nil {
		t.Fatal(err)
	}
	last, err := h.LastTyped(h.organizer, 3)
	if err != nil || len(last) != 3 || last[0].ID != 7 || last[1].ID != 5 || last[0].By.Family != "Aulne" || last[0].Text != "Idée nº 7" {
		t.Errorf("got %+v, %v", last, err)
	}
	if _, err := h.LastTyped(h.alice, 3); !errors.Is(err, consult.ErrForbidden) {
		t.Errorf("an official reads them: %v", err)
	}
}

func TestFindOfficials(t *testing.T) {
	h := newHouse(t)
	people := []consult.Enrolment{}
	for _, o := range []consult.Official{
		{Given: "Zoé", Family: "Noël", Territory: consult.Territory{INSEE: "69061", Commune: "Cogny", Department: "69"}},
		{Given: "Noélie", Family: "Brun", Territory: consult.Territory{INSEE: "18068", Commune: "Cogny", Department: "18"}},
	} {
		people = append(people, consult.Enrolment{Official: o, Role: consult.Member})
	}
	if _, err := h.Enrol(h.organizer, people); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"": "", "noe": "Noël Brun", "NOEL": "Noël Brun", "zoe noel": "Noël", "cogny": "Brun Noël", "noe 69061": "Noël", "aul": "Aulne", "ulne": "", "sans": "",
	} {
		found, err := h.FindOfficials(h.organizer, query, 10)
		got := ""
		for i, o := range found {
			if i > 0 {
				got += " "
			}
			got += o.Family
		}
		if err != nil || got != want {
			t.Errorf("%q: %q, %v, want %q", query, got, err, want)
		}
	}
	if _, err := h.FindOfficials(h.alice, "noe", 10); !errors.Is(err, consult.ErrForbidden) {
		t.Errorf("an official searches the others: %v", err)
	}
	if found, _ := h.FindOfficials(h.organizer, "a", 0); len(found) != 0 {
		t.Error("more than the limit")
	}
}

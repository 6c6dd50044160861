package mail

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// provider is a mail server in this process: it keeps what it takes and answers
// as it is told.
type provider struct {
	taken              []string
	rcpt, text         error // answers, nil to take
	cut                bool  // hang up once the text was read
	mute               chan struct{}
	conn               *smtp.Conn
	from, to           string
	sessions, goodbyes int
}

func (p *provider) NewSession(c *smtp.Conn) (smtp.Session, error) {
	p.conn = c
	p.sessions++
	return p, nil
}
func (p *provider) Reset()        {}
func (p *provider) Logout() error { p.goodbyes++; return nil }
func (p *provider) Mail(from string, _ *smtp.MailOptions) error {
	p.from = from
	return nil
}
func (p *provider) Rcpt(to string, _ *smtp.RcptOptions) error {
	p.to = to
	return p.rcpt
}
func (p *provider) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	switch {
	case err != nil:
		return err
	case p.mute != nil:
		<-p.mute
	case p.cut:
		return p.conn.Conn().Close()
	}
	if p.text == nil {
		p.taken = append(p.taken, string(text))
	}
	return p.text
}

// start serves on a free port of this machine until the test ends.
func (p *provider) start(t *testing.T) *Sender {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(p)
	server.ErrorLog = discard{}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(l) }()
	t.Cleanup(func() {
		_ = server.Close()
		_ = l.Close() // which a server that is closed before it began does not know of
		<-done
	})
	s, err := New("smtp://"+l.Addr().String(), "Congrès « 2027 » <congres@mairie.fr>")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type discard struct{}

func (discard) Printf(string, ...any) {}
func (discard) Println(...any)        {}

var letter = Message{
	ID: "2027.12.1800000000@mairie.fr", Date: time.Date(2027, 1, 4, 9, 0, 0, 0, time.UTC),
	Name: "Zoé Le Goff-Ménard", Address: "zoe@commune.fr", Subject: "Invitation au 8e Congrès : « déposez vos idées »",
	Text: "Bonjour Zoé,\n\nEntrez ici\u00a0: https://congres.fr/entrer/a-b_c.\n\n1 < 2 & l’été\n.\n..",
}

func TestTaken(t *testing.T) {
	p := &provider{}
	if err := p.start(t).Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	if p.from != "congres@mairie.fr" || p.to != "zoe@commune.fr" || len(p.taken) != 1 {
		t.Fatalf("from %s to %s, %d taken", p.from, p.to, len(p.taken))
	}
	got, err := mail.ReadMessage(strings.NewReader(p.taken[0]))
	if err != nil {
		t.Fatal(err)
	}
	words := new(mime.WordDecoder)
	for header, want := range map[string]string{
		"Subject": letter.Subject, "From": `"Congrès « 2027 »" <congres@mairie.fr>`, "To": `"Zoé Le Goff-Ménard" <zoe@commune.fr>`,
		"Message-Id": "<" + letter.ID + ">", "Date": "Mon, 04 Jan 2027 09:00:00 +0000", "Auto-Submitted": "auto-generated",
	} {
		raw := got.Header.Get(header)
		if value, err := words.DecodeHeader(raw); err != nil || strings.ReplaceAll(value, `"`, "") != strings.ReplaceAll(want, `"`, "") {
			t.Errorf("%s is %q, %v, want %q", header, value, err, want)
		}
		if strings.ContainsFunc(raw, func(r rune) bool { return r > 126 }) {
			t.Errorf("%s is not encoded: %q", header, raw)
		}
	}
	plain, page := parts(t, got)
	if plain != letter.Text {
		t.Errorf("the text is %q", plain)
	}
	if !strings.Contains(page, `<a href="https://congres.fr/entrer/a-b_c">https://congres.fr/entrer/a-b_c</a>.`) || !strings.Contains(page, "1 &lt; 2 &amp; l’été<br>.<br>..") {
		t.Errorf("the page is %s", page)
	}
}

// parts are the plain text and the page of a message.
func parts(t *testing.T, m *mail.Message) (plain, page string) {
	t.Helper()
	kind, with, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("the message is %s, %v", kind, err)
	}
	var all []string
	for r := multipart.NewReader(m.Body, with["boundary"]); ; {
		part, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, strings.TrimSuffix(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n"))
	}
	if len(all) != 2 {
		t.Fatalf("%d parts", len(all))
	}
	return all[0], all[1]
}

func answer(code int) error { return &smtp.SMTPError{Code: code, Message: "as told"} }

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		provider provider
		want     Error
	}{
		"mailbox full":         {provider{rcpt: answer(452)}, Error{Kind: Temporary, Step: "recipient", Code: 452}},
		"nobody there":         {provider{rcpt: answer(550)}, Error{Kind: Permanent, Step: "recipient", Code: 550}},
		"not signed in":        {provider{rcpt: answer(530)}, Error{Kind: Configuration, Step: "recipient", Code: 530}},
		"too many in a minute": {provider{text: answer(421)}, Error{Kind: Temporary, Step: "text", Code: 421}},
		"taken for spam":       {provider{text: answer(554)}, Error{Kind: Permanent, Step: "text", Code: 554}},
		"cut after the text":   {provider{cut: true}, Error{Kind: Temporary, Step: "text"}},
	} {
		t.Run(name, func(t *testing.T) { wants(t, c.provider.start(t), c.want) })
	}
}

func wants(t *testing.T, s *Sender, want Error) {
	t.Helper()
	got, ok := errors.AsType[*Error](s.Send(t.Context(), letter))
	if !ok || got.Kind != want.Kind || got.Step != want.Step || got.Code != want.Code {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	if strings.Contains(got.Error()+got.Cause(), letter.Address) {
		t.Errorf("%q tells the address", got)
	}
}

func TestServerThatNeverAnswers(t *testing.T) {
	p := &provider{mute: make(chan struct{})}
	s := p.start(t)
	s.patience = 200 * time.Millisecond
	wants(t, s, Error{Kind: Temporary, Step: "text"})
	close(p.mute)
}

func TestServerThatIsNotThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	s, err := New("smtp://"+address, "congres@mairie.fr")
	if err != nil {
		t.Fatal(err)
	}
	wants(t, s, Error{Kind: Temporary, Step: "connect"})
}

// A server that knows no encryption never sees a password, nor the message.
func TestPasswordIsNotSentInTheClear(t *testing.T) {
	p := &provider{}
	s := p.start(t)
	far, err := New("smtp://user:secret@mail.mairie.fr:25", "congres@mairie.fr")
	if err != nil {
		t.Fatal(err)
	}
	far.host, far.options = s.host, append(far.options, s.options[0]) // the port
	wants(t, far, Error{Kind: Configuration, Step: "connect"})
	if len(p.taken) != 0 {
		t.Error("the message was sent")
	}
}

// Invented people have addresses that lead nowhere: no server is asked.
func TestUndeliverable(t *testing.T) {
	p := &provider{}
	s := p.start(t)
	for _, address := range []string{"e001@mairie-demo.invalid", "a@EXAMPLE.com", "a@b.test", "pas une adresse", "a@b.fr, c@d.fr", "a@b.fr\r\nBcc: x@y.fr", ""} {
		m := letter
		m.Address = address
		if e, ok := errors.AsType[*Error](s.Send(t.Context(), m)); !ok || e.Kind != Permanent || e.Step != "address" {
			t.Errorf("%q: %v", address, e)
		}
	}
	if p.sessions != 0 {
		t.Error("the server was asked")
	}
}

func TestNewRefuses(t *testing.T) {
	for _, c := range [][2]string{
		{"", "a@b.fr"}, {"mail.fr:587", "a@b.fr"}, {"http://mail.fr", "a@b.fr"}, {"smtp://", "a@b.fr"},
		{"smtp://user:se%cret@mail.fr", "a@b.fr"}, {"smtp://mail.fr/x", "a@b.fr"}, {"smtp://mail.fr", ""}, {"smtp://mail.fr", "Congrès"},
	} {
		if _, err := New(c[0], c[1]); err == nil || strings.Contains(err.Error(), "cret") {
			t.Errorf("%v: %v", c, err)
		}
	}
}

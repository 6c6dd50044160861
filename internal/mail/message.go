package mail

import (
	"fmt"
	"html"
	"net/mail"
	"regexp"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Message is a letter to one person.
type Message struct {
	ID      string // of the header Message-ID, without < >; the same at each try
	Date    time.Time
	Name    string // of the person; may be empty
	Address string
	Subject string
	Text    string // paragraphs parted by empty lines
}

// undeliverable are the domains that lead nowhere, by RFC 2606 and RFC 6761:
// invented people have addresses there, and no server is to be asked about them.
var undeliverable = []string{".invalid", ".test", ".example", "@example.com", "@example.org", "@example.net"}

// compose makes the message ready for the wire: plain text, and the same words
// as a page for mail programs that show nothing else.
func compose(from mail.Address, m Message) (*gomail.Msg, error) {
	for _, end := range undeliverable {
		if strings.HasSuffix(strings.ToLower(m.Address), end) {
			return nil, &Error{Kind: Permanent, Step: "address", Err: fmt.Errorf("the domain %s leads nowhere", end)}
		}
	}
	out := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := out.FromFormat(from.Name, from.Address); err != nil {
		return nil, &Error{Kind: Configuration, Step: "from", Err: err}
	}
	// The cause would quote the address.
	if out.AddToFormat(m.Name, m.Address) != nil {
		return nil, &Error{Kind: Permanent, Step: "address", Err: errAddress}
	}
	out.SetMessageIDWithValue(m.ID)
	out.SetDateWithValue(m.Date)
	out.Subject(m.Subject)
	// Told to answering machines, so that none answers (RFC 3834 §5).
	out.SetGenHeader("Auto-Submitted", "auto-generated")
	out.SetGenHeader("Content-Language", "fr")
	out.SetBodyString(gomail.TypeTextPlain, m.Text)
	out.AddAlternativeString(gomail.TypeTextHTML, page(m.Text))
	return out, nil
}

var link = regexp.MustCompile(`https?://[^\s<>"]+[^\s<>".,;:!?)]`)

// page is the text as HTML: a paragraph for each, and links that can be tapped.
func page(text string) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="fr"><body style="font:18px/1.5 sans-serif;max-width:36em">`)
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		words := link.ReplaceAllStringFunc(html.EscapeString(paragraph), func(address string) string {
			return `<a href="` + address + `">` + address + `</a>`
		})
		b.WriteString("<p>" + strings.ReplaceAll(words, "\n", "<br>") + "</p>")
	}
	b.WriteString("</body></html>")
	return b.String()
}

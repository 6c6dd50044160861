package web_test

import (
	"regexp"
	"strings"
	"testing"

	"unanime/consult"
)

var linkIn = regexp.MustCompile(`/entrer/[A-Za-z0-9_-]{22}`)

// Without a mail server the outbox shows the message; a scanner's twenty GETs
// change nothing, the first POST lets in and the second does not.
func TestInvitationFromTheOutbox(t *testing.T) {
	s := serve(t)
	organizer := s.enter(t, consult.Organizer)
	organizer.post("/invitations", 404, "elu", "douze")
	if to := organizer.post("/invitations", 303, "elu", "9999"); to != "/invitations?avis=personne" {
		t.Errorf("an unknown official: %s", to)
	}
	for _, want := range []string{"/invitations?avis=invitees", "/invitations?avis=personne"} {
		if to := organizer.post("/invitations", 303, "elu", "1"); to != want {
			t.Errorf("%s, want %s", to, want)
		}
	}
	page := organizer.get("/envois", 200)
	links := linkIn.FindAllString(page, -1)
	if len(links) != 1 || !strings.Contains(page, "Bonjour Abel,") || !strings.Contains(page, "e001@mairie-demo.invalid") {
		t.Fatalf("links %v in %s", links, heading.FindString(page))
	}
	guest := s.enter(t, consult.Public)
	for range 20 {
		guest.get(links[0], 200)
	}
	guest.post(links[0], 303)
	guest.get("/contribuer", 200)
	s.enter(t, consult.Public).post(links[0], 410)
	if page := organizer.get("/invitations", 200); !strings.Contains(page, "envoi, entré·e, a contribué") {
		t.Error("the page does not say that they came in")
	}
	// Everybody in the demonstration has contributed already.
	if to := organizer.post("/invitations", 303); to != "/invitations?avis=personne" {
		t.Errorf("all: %s", to)
	}
}

// A receipt says the number and never the words: a mailbox is shared.
func TestReceiptInTheOutbox(t *testing.T) {
	s := serve(t)
	member := s.enter(t, consult.Member)
	for range 2 {
		member.post("/contribuer", 303, "cle", "une-cle-unique", "texte", "Des mots à ne pas envoyer")
	}
	page := s.enter(t, consult.Organizer).get("/envois", 200)
	if strings.Count(page, "Reçu C-0283") != 1 || strings.Contains(page, "Des mots") || !strings.Contains(page, "sous le numéro C-0283") {
		t.Errorf("the outbox shows %s", heading.FindString(page))
	}
}

package web_test

import (
	"testing"

	"unanime/internal/webtest"
)

// The journey of a sentence to the PDF, in a real browser, at a desk and on a
// phone; see journeys/first-light.mjs.
func TestJourneyFirstLight(t *testing.T) {
	for _, width := range []string{"1280", "390"} {
		t.Run(width, func(t *testing.T) {
			t.Parallel()
			webtest.Journey(t, "first-light.mjs", serve(t).url+"/?width="+width)
		})
	}
}

func TestJourneyWithoutScript(t *testing.T) {
	t.Parallel()
	webtest.Journey(t, "without-script.mjs", serve(t).url)
}

func TestJourneyPaper(t *testing.T) {
	t.Parallel()
	webtest.Journey(t, "paper.mjs", serve(t).url)
}

// Invitations without a mail server; see journeys/outbox.mjs.
func TestJourneyOutbox(t *testing.T) {
	t.Parallel()
	webtest.Journey(t, "outbox.mjs", serve(t).url)
}

// What organisers look at, at a desk and on a phone; see journeys/see.mjs.
func TestJourneySee(t *testing.T) {
	for _, width := range []string{"1280", "390"} {
		t.Run(width, func(t *testing.T) {
			t.Parallel()
			webtest.Journey(t, "see.mjs", serve(t).url+"/?width="+width)
		})
	}
}

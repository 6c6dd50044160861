package consult

import "time"

// CongressID names a congress in addresses and files, as "2027". It is made of
// lower-case letters, digits and hyphens.
type CongressID string

// Congress is one edition: its calendar, its questions and its words.
type Congress struct {
	ID        CongressID
	Title     string // « 8e Congrès national des élu·es au numérique »
	Place     string
	Day       time.Time  // the day of the session
	Calendar  []Opening  // ascending; see PhaseAt
	Questions []Question // last motion's axes, or free; may be empty
	Section   string     // what the motion's headings are called: « enjeu »
	Demo      bool       // fictional people: every role is one click away
}

// Question is an axis that a contribution may be about.
type Question struct {
	Number int // from 1
	Title  string
	Text   string
}

// Phase is a part of the yearly cycle. Phases follow one another.
type Phase int

const (
	Prepare Phase = iota
	Collect
	Classify
	Draft
	Vote
	Publish
	Follow
)

// Opening dates a phase: it lasts until the next one opens.
type Opening struct {
	Phase Phase
	At    time.Time
}

// PhaseAt returns the phase that is open at that moment: the last one opened, or
// Prepare before any.
func (c Congress) PhaseAt(now time.Time) Phase {
	phase := Prepare
	for _, o := range c.Calendar {
		if now.Before(o.At) {
			break
		}
		phase = o.Phase
	}
	return phase
}

// Opens returns when the phase opens, and false if the calendar does not say.
func (c Congress) Opens(p Phase) (time.Time, bool) {
	for _, o := range c.Calendar {
		if o.Phase == p {
			return o.At, true
		}
	}
	return time.Time{}, false
}

// Freeze is the end of the collection: authors may no longer change what they
// sent. It is the zero time if the calendar does not say.
func (c Congress) Freeze() time.Time {
	for i, o := range c.Calendar {
		if o.Phase == Collect && i+1 < len(c.Calendar) {
			return c.Calendar[i+1].At
		}
	}
	return time.Time{}
}

// Question returns the question of that number.
func (c Congress) Question(number int) (Question, bool) {
	for _, q := range c.Questions {
		if q.Number == number {
			return q, true
		}
	}
	return Question{}, false
}

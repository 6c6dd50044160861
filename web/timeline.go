package web

import (
	"time"

	"unanime/internal/typography"
)

// Timeline is how many contributions came, by day, or by week when the days are
// many.
type Timeline struct {
	Weeks  bool
	Spans  []Span
	Most   int // of the largest span
	Width  int // of the drawing, in its own units; its height is timelineHeight
	Height int
}

// Span is a day or a week: a bar and a line of the table.
type Span struct {
	Figure
	X, Y, Width, Height int // of the bar
}

// Sizes of the drawing, in units of its view box.
const (
	timelineHeight = 160
	timelineWidth  = 720
	maxDays        = 62 // two months; beyond, a bar is a week
)

func timeline(hours map[int64]int) Timeline {
	t := Timeline{Width: timelineWidth, Height: timelineHeight}
	days := daysOf(hours)
	if len(days) == 0 {
		return t
	}
	first, last := days[0].date, days[len(days)-1].date
	step := 1
	if last.Sub(first).Hours() > 24*maxDays {
		t.Weeks, step = true, 7
		first = first.AddDate(0, 0, -(int(first.Weekday())+6)%7) // its Monday
	}
	for from := first; !from.After(last); from = from.AddDate(0, 0, step) {
		span := Span{Figure: Figure{Name: typography.ShortDate(from)}}
		for len(days) > 0 && days[0].date.Before(from.AddDate(0, 0, step)) {
			span.Number += days[0].n
			days = days[1:]
		}
		if !t.Weeks && span.Number > 0 {
			span.Path = Filters{Day: from.Format(time.DateOnly)}.address("/contributions", 1)
		}
		t.Most = max(t.Most, span.Number)
		t.Spans = append(t.Spans, span)
	}
	t.draw()
	return t
}

// draw places the bars side by side on the base line.
func (t *Timeline) draw() {
	room := timelineWidth / len(t.Spans)
	for i := range t.Spans {
		s := &t.Spans[i]
		s.Height = (timelineHeight*s.Number + t.Most - 1) / t.Most
		s.X, s.Y, s.Width = i*timelineWidth/len(t.Spans), timelineHeight-s.Height, max(2, min(48, room-2))
	}
}

// day is a day in Paris with what came on it.
type day struct {
	date time.Time
	n    int
}

// daysOf gathers hours since 1970 UTC into days of Paris, the earliest first.
func daysOf(hours map[int64]int) (days []day) {
	for _, h := range sortedKeys(hours) {
		at := time.Unix(h*3600, 0).In(typography.Paris())
		date := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())
		if last := len(days) - 1; last >= 0 && days[last].date.Equal(date) {
			days[last].n += hours[h]
		} else {
			days = append(days, day{date, hours[h]})
		}
	}
	return days
}

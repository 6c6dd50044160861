package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// host is the département that receives the congress: Lot-et-Garonne.
const host = "47"

// paris is the hour of the calendar: summer time ends within the collection.
var paris = mustLoad("Europe/Paris")

func mustLoad(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return l
}

// First and last day on which contributions were sent, as days of 2026.
var (
	firstDay = time.Date(2026, time.September, 7, 0, 0, 0, 0, paris)
	lastDay  = time.Date(2026, time.November, 13, 0, 0, 0, 0, paris)
)

// A workshop gathers officials of some départements on an afternoon.
type workshop struct {
	place       string
	start       time.Time
	departments []string
}

var workshops = []workshop{
	{"Villeneuve-sur-Lot", at(9, 24, 14, 30), []string{host, "46", "82", "24", "33", "32", "40", "81", "12", "31", "19", "15"}},
	{"Ancenis-Saint-Géréon", at(10, 8, 14, 0), []string{"44", "49", "85", "35", "56", "22", "29", "53", "72", "79", "50", "61"}},
	{"Bourg-en-Bresse", at(10, 15, 9, 30), []string{"01", "69", "38", "42", "71", "39", "73", "74", "21", "26", "07", "25"}},
	{"Laon", at(11, 5, 14, 0), []string{"02", "08", "51", "59", "60", "62", "80", "55", "77", "10", "76", "93"}},
}

func at(month time.Month, day, hour, minute int) time.Time {
	return time.Date(2026, month, day, hour, minute, 0, 0, paris)
}

// chooseChannels gives one contribution in ten to the workshops, two to paper,
// the rest online. Paper comes rather from small communes.
func chooseChannels(chance *rand.Rand, officials []*official) {
	total := 0
	for _, o := range officials {
		total += len(o.texts)
		o.channel = "online"
	}
	order := slices.Clone(officials)
	chance.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	left := total / 10
	for _, o := range order {
		if n := nearWorkshop(o); n >= 0 && left >= len(o.texts) && len(o.texts) <= 5 {
			o.channel, o.workshop = "workshop", n
			left -= len(o.texts)
		}
	}
	slices.SortStableFunc(order, func(a, b *official) int { return cmp.Compare(a.place.population, b.place.population) })
	left = total / 5
	for _, o := range order {
		if o.channel == "online" && left >= len(o.texts) && chance.IntN(100) < 60 {
			o.channel = "paper"
			left -= len(o.texts)
		}
	}
}

func nearWorkshop(o *official) int {
	return slices.IndexFunc(workshops, func(w workshop) bool { return slices.Contains(w.departments, o.place.department) })
}

type contribution struct {
	text
	from     *official
	question int
	place    string
	sheet    int
	sent     time.Time
}

// send dates every contribution and returns them in the order they came.
func send(chance *rand.Rand, officials []*official) []contribution {
	var list []contribution
	for _, o := range officials {
		moment := sitting(chance, o)
		for i, t := range o.texts {
			if i > 0 {
				moment = next(chance, o, moment)
			}
			list = append(list, contribution{text: t, from: o, question: questionOf(chance, t.words), sent: moment})
		}
	}
	slices.SortStableFunc(list, func(a, b contribution) int {
		return cmp.Or(a.sent.Compare(b.sent), cmp.Compare(a.id, b.id))
	})
	sheets := map[string]int{}
	for i := range list {
		c := &list[i]
		switch c.from.channel {
		case "workshop":
			c.place = workshops[c.from.workshop].place
		case "paper":
			c.place = c.from.place.name
		default:
			continue
		}
		sheets[c.place]++
		c.sheet = sheets[c.place]
	}
	return list
}

// sitting is when an official begins to write.
func sitting(chance *rand.Rand, o *official) time.Time {
	switch o.channel {
	case "workshop":
		return workshops[o.workshop].start.Add(time.Duration(10+chance.IntN(60)) * time.Minute)
	case "paper": // typed at the mairie or by the organisers, in office hours
		return moment(chance, day(chance, true), officeHours)
	}
	return moment(chance, day(chance, false), allHours)
}

// next is the moment of the contribution that follows: a few minutes later in
// the same sitting, or for one in five another day.
func next(chance *rand.Rand, o *official, before time.Time) time.Time {
	if o.channel != "workshop" && chance.IntN(5) == 0 {
		if again := sitting(chance, o); again.After(before) {
			return again
		}
	}
	after := before.Add(time.Duration(180+chance.IntN(720)) * time.Second)
	if after.Day() != before.Day() {
		return before.Add(time.Duration(60+chance.IntN(60)) * time.Second)
	}
	return after
}

// armistice is a holiday of the collection; few write on it.
var armistice = at(11, 11, 0, 0)

// day draws a day: few at weekends, more in the first week, a rush at the end.
func day(chance *rand.Rand, weekdaysOnly bool) time.Time {
	var weights []int
	for d := firstDay; !d.After(lastDay); d = d.AddDate(0, 0, 1) {
		weight := 4
		if left := int(lastDay.Sub(d).Hours() / 24); left < 7 {
			weight = 8 + 5*(7-left)
		} else if d.Before(firstDay.AddDate(0, 0, 5)) {
			weight = 8
		}
		rest := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday || d.Equal(armistice)
		switch {
		case rest && weekdaysOnly:
			weight = 0
		case rest:
			weight = weight/4 + 1
		case d.Weekday() == time.Monday:
			weight += weight / 3
		}
		weights = append(weights, weight)
	}
	return firstDay.AddDate(0, 0, weighted(chance, weights))
}

// Chance of an hour of the day, from midnight.
var (
	officeHours = []int{0, 0, 0, 0, 0, 0, 0, 0, 2, 8, 10, 8, 1, 2, 8, 9, 8, 4, 0, 0, 0, 0, 0, 0}
	allHours    = []int{0, 0, 0, 0, 0, 0, 1, 2, 5, 9, 10, 8, 4, 4, 8, 8, 7, 6, 4, 3, 6, 8, 5, 1}
)

func moment(chance *rand.Rand, day time.Time, hours []int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), weighted(chance, hours), chance.IntN(60), chance.IntN(60), 0, paris)
}

func stamp(t time.Time) string { return t.Format(time.RFC3339) }

func sheetOf(c contribution) string {
	if c.sheet == 0 {
		return ""
	}
	return fmt.Sprint(c.sheet)
}

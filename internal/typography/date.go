package typography

import (
	"fmt"
	"strconv"
	"sync"
	"time"
	_ "time/tzdata" // the hour of Paris, also on a machine without the table
)

// Paris is the time zone in which dates and hours are told.
var Paris = sync.OnceValue(func() *time.Location {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic("typography: " + err.Error())
	}
	return paris
})

var days = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

// Date is the day in Paris, as « mardi 2 mars 2027 ».
func Date(t time.Time) string {
	t = t.In(Paris())
	return fmt.Sprintf("%s %s%s%s %d", days[t.Weekday()], dayOfMonth(t.Day()), NoBreak, months[t.Month()-1], t.Year())
}

// ShortDate is the day without its name, as « 2 mars 2027 ».
func ShortDate(t time.Time) string {
	t = t.In(Paris())
	return fmt.Sprintf("%s%s%s %d", dayOfMonth(t.Day()), NoBreak, months[t.Month()-1], t.Year())
}

// DateTime is the day and the hour in Paris, as « mardi 2 mars 2027 à 18 h ».
func DateTime(t time.Time) string { return Date(t) + " à" + NoBreak + Hour(t) }

// Hour is the hour in Paris, as « 14 h 32 », or « 18 h » on the hour.
func Hour(t time.Time) string {
	t = t.In(Paris())
	hour := strconv.Itoa(t.Hour()) + NoBreak + "h"
	if t.Minute() == 0 {
		return hour
	}
	return fmt.Sprintf("%s%s%02d", hour, NoBreak, t.Minute())
}

// Ordinal is 1er, 2e, 3e…
func Ordinal(n int) string {
	if n == 1 {
		return "1er"
	}
	return strconv.Itoa(n) + "e"
}

// dayOfMonth is the day of a month: 1er, then 2, 3…
func dayOfMonth(n int) string {
	if n == 1 {
		return "1er"
	}
	return strconv.Itoa(n)
}

// Number groups the digits by three with U+202F: 1 234 567. Four digits are
// grouped too, as in the tables of the Imprimerie nationale.
func Number(n int) string {
	s := strconv.Itoa(n)
	first := 0
	if n < 0 {
		s, first = "−"+s[1:], len("−")
	}
	for i := len(s) - 3; i > first; i -= 3 {
		s = s[:i] + Narrow + s[i:]
	}
	return s
}

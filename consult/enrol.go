package consult

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NoName is the family name of somebody whose name did not come with their
// words.
const NoName = "Sans nom"

// Enrolment is an official who joins a congress that is founded already.
type Enrolment struct {
	Official Official // its id is given by the enrolment
	Role     Role     // of their account
}

// Enrol makes officials, each with an account, all or none, and returns the
// accounts in order. It does not look whether they are there already. The error
// may be a *RecordError.
func (r *Register) Enrol(by Actor, people []Enrolment) (accounts []Account, err error) {
	if err := by.May(ActImport); err != nil {
		return nil, err
	}
	now := r.Now()
	err = r.Store.Update(func(tx *Tx) error {
		accounts = nil
		c, err := tx.Congresses.Get(r.Congress)
		if err != nil {
			return err
		}
		s := scene{tx.Edition(r.Congress), c, now}
		for i, p := range people {
			err := p.Official.check()
			var account Account
			if err == nil {
				_, account, err = s.enrol(tx.Accounts, p)
			}
			if err != nil {
				return &RecordError{i + 1, err}
			}
			accounts = append(accounts, account)
		}
		if len(people) == 0 {
			return nil
		}
		return record(s.Edition, now, by, ActImport, fmt.Sprintf("%d officials", len(people)))
	})
	return accounts, err
}

// enrol makes one official and their account. Somebody without a name gets no
// account: nobody could be invited to it.
func (s scene) enrol(accounts Table[AccountID, Account], p Enrolment) (Official, Account, error) {
	o := p.Official
	unknown := nameless(o)
	if unknown {
		o.Family = NoName
	}
	n, err := s.Officials.Next()
	if err != nil {
		return o, Account{}, err
	}
	o.ID = OfficialID(n)
	if err := s.Officials.Put(o.ID, o); err != nil || unknown {
		return o, Account{}, err
	}
	n, err = accounts.Next()
	if err != nil {
		return o, Account{}, err
	}
	a := Account{ID: AccountID(n), Role: p.Role, Official: o.ID}
	return o, a, accounts.Put(a.ID, a)
}

func (o Official) check() error {
	lines := []struct{ field, value string }{
		{"family", o.Family}, {"given", o.Given}, {"mandate", o.Mandate}, {"delegation", o.Delegation},
		{"insee", o.Territory.INSEE}, {"commune", o.Territory.Commune}, {"department", o.Territory.Department},
	}
	for _, l := range lines {
		if err := checkLine(l.field, l.value); err != nil {
			return err
		}
	}
	return checkEmail(o.Email)
}

// maxEmail is the longest address that a server must take (RFC 5321 §4.5.3.1.3).
const maxEmail = 254

// checkEmail takes an empty address, and one of the plain form name@host.tld.
// Letters that look like Latin ones are refused with all others that are not
// ASCII: a message would go to somebody else.
func checkEmail(address string) error {
	if address == "" {
		return nil
	}
	name, host, _ := strings.Cut(address, "@")
	odd := strings.ContainsFunc(address, func(r rune) bool {
		return r <= ' ' || r > '~' || strings.ContainsRune(`()<>[]:;,\"`, r)
	})
	switch {
	case len(address) > maxEmail:
		return &InvalidError{Field: "email", Why: WhyTooLong, Limit: maxEmail}
	case odd || name == "" || strings.Contains(host, "@") || !strings.Contains(strings.Trim(host, "."), "."):
		return &InvalidError{Field: "email", Why: WhyNotText}
	}
	return nil
}

func checkLine(field, value string) error {
	switch {
	case len(value) > maxLine:
		return &InvalidError{Field: field, Why: WhyTooLong, Limit: maxLine}
	case !utf8.ValidString(value) || strings.ContainsFunc(value, unicode.IsControl):
		return &InvalidError{Field: field, Why: WhyNotText}
	}
	return nil
}

// directory finds officials by name and place. Words are never given to another
// person of the same name: in doubt, somebody new is made.
//
// Case, accents, hyphens and spaces of names do not count. Two INSEE codes must
// be the same; where one is missing, the départements must be, or both be
// missing. Of several that fit, one of exactly the same place is taken, if it is
// the only one.
type directory map[string][]Official

func readDirectory(ed *Edition) (directory, error) {
	d := directory{}
	err := ed.Officials.Each(func(_ OfficialID, o Official) error {
		d.add(o)
		return nil
	})
	return d, err
}

func (d directory) add(o Official) {
	if !nameless(o) {
		d[nameKey(o)] = append(d[nameKey(o)], o)
	}
}

func (d directory) find(o Official) (Official, bool) {
	if nameless(o) {
		return Official{}, false
	}
	var fit, exact []Official
	for _, known := range d[nameKey(o)] {
		a, b := known.Territory, o.Territory
		switch {
		case a.INSEE == b.INSEE && a.Department == b.Department:
			exact = append(exact, known)
		case a.INSEE != "" && a.INSEE == b.INSEE, (a.INSEE == "" || b.INSEE == "") && a.Department == b.Department:
			fit = append(fit, known)
		}
	}
	switch {
	case len(exact) == 1:
		return exact[0], true
	case len(exact) == 0 && len(fit) == 1:
		return fit[0], true
	}
	return Official{}, false
}

func nameless(o Official) bool {
	family := foldName(o.Family)
	return foldName(o.Given) == "" && (family == "" || family == foldName(NoName))
}

func nameKey(o Official) string { return foldName(o.Family) + "\x00" + foldName(o.Given) }

// foldName makes of "LE  GOFF-Ménard" and "le goff menard" the same.
func foldName(name string) string {
	letters := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, norm.NFKD.String(name))
	return strings.Join(strings.Fields(letters), " ")
}

package web

import (
	"strconv"

	"unanime/consult"
	"unanime/internal/typography"
)

// GuestsPage is whom to invite, page by page.
type GuestsPage struct {
	Frame
	Guests      []GuestLine
	Total       int
	Invited     int
	Entered     int
	Answered    int
	Unreachable int // without an address
	Open        bool
	Sends       bool
	Pager
}

// GuestLine is an official with where their invitation is, in words.
type GuestLine struct {
	consult.Guest
	Place string
	State string
}

// Pager leads from page to page of a long list.
type Pager struct{ Page, Pages int }

// Previous is the page before this one.
func (p Pager) Previous() int { return p.Page - 1 }

// Next is the page after this one.
func (p Pager) Next() int { return p.Page + 1 }

// turn finds the page that is asked for among so many lines; from is the first
// of its lines.
func turn(v *visit, total int) (p Pager, from, to int) {
	p.Pages = max(1, (total+perPage-1)/perPage)
	p.Page = min(max(1, v.QueryInt("page", 1)), p.Pages)
	from = (p.Page - 1) * perPage
	return p, from, min(total, from+perPage)
}

func (s *Site) showGuests(v *visit) error {
	guests, err := s.Register.Guests(v.by)
	if err != nil {
		return err
	}
	page := GuestsPage{
		Frame: s.frame(v, "Invitations"), Total: len(guests), Open: s.Now().Before(v.congress.Freeze()), Sends: s.MailServer != "",
	}
	for _, g := range guests {
		page.Invited += one(!g.Invited.IsZero())
		page.Entered += one(g.Entered)
		page.Answered += one(g.Answered)
		page.Unreachable += one(g.Official.Email == "")
	}
	pager, from, to := turn(v, len(guests))
	page.Pager = pager
	for _, g := range guests[from:to] {
		page.Guests = append(page.Guests, GuestLine{g, place(g.Official.Territory.Department), french(guestState(g))})
	}
	return s.views.show(v, "invitations", page)
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// guestState says how far somebody is, in words.
func guestState(g consult.Guest) string {
	var state string
	switch {
	case g.Invited.IsZero():
		state = "jamais invité·e"
	case g.Waiting:
		state = "invitation dans la boîte d'envoi"
	default:
		state = "invité·e le " + typography.ShortDate(g.Invited)
	}
	if g.Entered {
		state += ", entré·e"
	}
	if g.Answered {
		state += ", a contribué"
	}
	if g.Official.Email == "" {
		state += ", sans adresse électronique"
	}
	return state
}

// sendInvitations invites one official, or everybody who has not answered.
func (s *Site) sendInvitations(v *visit) error {
	who, err := strconv.ParseUint(v.form("elu"), 10, 64)
	if err != nil && v.form("elu") != "" || v.form("elu") == "0" {
		return consult.ErrNotFound
	}
	n, err := s.Register.InviteByMail(v.by, consult.Invitees{One: consult.OfficialID(who)}, s.letters(v).invitation)
	switch {
	case err != nil:
		return err
	case n == 0:
		return v.see("/invitations", "personne")
	}
	return v.see("/invitations", "invitees")
}

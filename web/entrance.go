package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"unanime/consult"
)

// EntrancePage offers the ways in.
type EntrancePage struct {
	Frame
	Roles []RoleDoor // in a demonstration
}

// RoleDoor is a role that is one click away in a demonstration.
type RoleDoor struct {
	Role, Name, Text string
}

var doors = []RoleDoor{
	{string(consult.Member), "Élu·e", "Dépose des contributions, les relit, les modifie, les retire."},
	{string(consult.Organizer), "Organisatrice", "Demande un classement, accepte et corrige les thèmes, génère la motion."},
	{string(consult.Drafter), "Rapporteure", "Rédige la motion, proposition par proposition."},
	{string(consult.Chair), "Présidente de séance", "Suit la motion et les contributions."},
	{"public", "Public", "Voit ce que tout le monde voit."},
}

func (s *Site) showEntrance(v *visit) error {
	page := EntrancePage{Frame: s.frame(v, "Entrer")}
	if v.congress.Demo {
		page.Roles = doors
	}
	return s.views.show(v, "entrer", page)
}

// enter opens a session of the chosen role. It exists in a demonstration only:
// there, all people are fictional.
func (s *Site) enter(v *visit) error {
	if !v.congress.Demo {
		return consult.ErrForbidden
	}
	if err := s.endSession(v); err != nil {
		return err
	}
	role := consult.Role(v.form("role"))
	if role == "public" {
		return v.see("/", "")
	}
	account, err := s.Register.AccountOf(role)
	if err != nil {
		return err
	}
	secret, err := NewSession(s.Register, account.ID)
	if err != nil {
		return err
	}
	s.setCookie(v.Ctx, secret, s.Now().Add(sessionLife))
	return v.see(firstPage(role), "entree")
}

// InvitationPage is what an invitation link shows: one button. Opening it spends
// nothing, so that mail scanners may.
type InvitationPage struct {
	Frame
	Secret string
	Role   string
}

func (s *Site) showInvitation(v *visit) error {
	secret := v.Params("secret")
	account, err := s.Register.Invitation(sessionID(secret))
	if err != nil {
		return err
	}
	return s.views.show(v, "invitation", InvitationPage{Frame: s.frame(v, "Entrer"), Secret: secret, Role: roleNames[account.Role]})
}

func (s *Site) acceptInvitation(v *visit) error {
	secret := newSecret()
	until := s.Now().Add(sessionLife)
	account, err := s.Register.Enter(sessionID(v.Params("secret")), sessionID(secret), until)
	if err != nil {
		return err
	}
	s.setCookie(v.Ctx, secret, until)
	return v.see(firstPage(account.Role), "entree")
}

func firstPage(role consult.Role) string {
	switch role {
	case consult.Organizer:
		return "/themes"
	case consult.Drafter, consult.Chair:
		return "/motion"
	}
	return "/contribuer"
}

func (s *Site) leave(v *visit) error {
	if err := s.endSession(v); err != nil {
		return err
	}
	return v.see("/", "sortie")
}

func (s *Site) endSession(v *visit) error {
	if v.secret == "" {
		return nil
	}
	s.setCookie(v.Ctx, "", time.Unix(0, 0))
	return s.Register.SignOut(sessionID(v.secret))
}

func (s *Site) alive(c *fiber.Ctx) error { return c.SendString("ok\n") }

// ready says whether a contribution would be saved now.
func (s *Site) ready(c *fiber.Ctx) error {
	if err := s.Ready(); err != nil {
		s.Log.Error("not ready", "error", err.Error())
		return c.Status(fiber.StatusServiceUnavailable).SendString("not ready\n")
	}
	return c.SendString("ready\n")
}

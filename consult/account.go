package consult

import "time"

// AccountID numbers the accounts of a data directory from 1.
type AccountID uint64

// Account is what a person signs in to. One that belongs to an official names
// them; staff have none.
type Account struct {
	ID       AccountID
	Role     Role
	Official OfficialID // 0 for staff
	Label    string     // how staff are shown: « Organisatrice de démonstration »
}

// Role says what an account may do; see rights.go.
type Role string

const (
	Public    Role = "" // not signed in
	Member    Role = "official"
	Drafter   Role = "drafter"
	Chair     Role = "chair"
	Organizer Role = "organizer"
)

// SessionID is the SHA-256 of the secret that the browser holds; the secret
// itself is never stored.
type SessionID [32]byte

// Session is a signed-in browser. Rows can be listed and revoked.
type Session struct {
	Account AccountID
	Since   time.Time
	Until   time.Time
}

// Invitation lets a person in once: the link that bears its secret shows a
// button, and pressing it opens a session. Like a session's, its secret is kept
// as SHA-256 only.
type Invitation struct {
	Account AccountID
	Until   time.Time
	Used    time.Time // zero while it can be used
}

// Actor is whoever asks for an act. The zero Actor is the public.
type Actor struct {
	Account  AccountID
	Role     Role
	Official OfficialID
}

// Actor returns the account as it acts.
func (a Account) Actor() Actor { return Actor{Account: a.ID, Role: a.Role, Official: a.Official} }

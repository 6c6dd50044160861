// Package store keeps everything in one file, and is the only package that
// knows its engine (bbolt).
//
// In come closures over [consult.Tx]; out comes what they read, or the word
// that what they wrote is on the disk. The rules:
//
//   - Saved means fsynced. [Store].Update returns nil only then.
//   - One goroutine writes. It gathers what waits and commits it at once; see
//     gather.go. A member that fails, or panics, fails alone.
//   - A commit that fails has an unknown outcome ([ErrUnknown]): the caller asks
//     again under the same idempotency key. Before it writes again the engine
//     mends itself; see bolt.go.
//   - Every record carries a SHA-256 of itself and of its place, verified at
//     every read. What is personal is sealed under a key of the person's own,
//     and forgotten with it; see record.go and vault.go.
//   - Nothing is created by opening it: only [Init] makes a data directory.
//   - No rule of the trade is here.
//
// # The tree of unanime.db
//
// Numbers are 8 bytes, big-endian, so that order of keys is order of numbers.
//
//	meta                 what the file is: "schema" → version, "test" → bool
//	congresses           CongressID, as text → Congress
//	accounts             AccountID, 8 bytes → Account
//	sessions             SessionID, 32 bytes → Session
//	invitations          SessionID, 32 bytes → Invitation
//	congress
//	  <slug>             one for each congress
//	    keys             OfficialID, 8 bytes → 32 bytes, or none once erased
//	    officials        OfficialID, 8 bytes → Official, sealed
//	    contributions    ContributionID, 8 bytes → Contribution
//	    texts            ContributionID, 8 bytes → Text, sealed
//	    authored         OfficialID, 8 bytes → []ContributionID
//	    typed            AccountID, 8 bytes → []ContributionID
//	    receipts         AccountID, 8 bytes, then "|" and the key → Receipt
//	    proposals        ProposalID, 8 bytes → Proposal
//	    themes           ThemeID, 8 bytes → Theme
//	    placements       IdeaID, 8 bytes and 1 for the part → Placement
//	    outbox           MailID, 8 bytes → Mail
//	    letters          MailID, 8 bytes → Letter, sealed; gone once sent
//	    mailqueue        MailID, 8 bytes → when it is due; gone once sent or failed
//	    journal          number, 8 bytes → Entry
//
// A bucket appears with its first record.
package store

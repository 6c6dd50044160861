package store

import (
	"time"

	"unanime/consult"
)

const (
	metaBucket    Path = "meta"
	congresses    Path = "congresses"
	accounts      Path = "accounts"
	sessions      Path = "sessions"
	invitations   Path = "invitations"
	editions      Path = "congress"
	keys               = "keys"
	officials          = "officials"
	contributions      = "contributions"
	texts              = "texts"
	authored           = "authored"
	typed              = "typed"
	receipts           = "receipts"
	proposals          = "proposals"
	themes             = "themes"
	placements         = "placements"
	journal            = "journal"
	outbox             = "outbox"
	letters            = "letters"
	mailQueue          = "mailqueue"
)

// in returns the path of a bucket inside p.
func (p Path) in(name string) Path { return p + "/" + Path(name) }

// edition returns the bucket of a congress. A name that could lead to another
// bucket leads nowhere: puts there are ErrBadKey.
func edition(id consult.CongressID) Path {
	if !isSlug(string(id)) {
		return "/"
	}
	return editions.in(string(id))
}

func isSlug(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return s != "" && len(s) <= 64
}

// open gives the tables of a transaction.
func (t *txn) open() *consult.Tx {
	return &consult.Tx{
		Congresses:  &table[consult.CongressID, consult.Congress]{tx: t, bucket: congresses, keys: slugKey},
		Accounts:    &table[consult.AccountID, consult.Account]{tx: t, bucket: accounts, keys: number[consult.AccountID]()},
		Sessions:    &table[consult.SessionID, consult.Session]{tx: t, bucket: sessions, keys: sessionKey},
		Invitations: &table[consult.SessionID, consult.Invitation]{tx: t, bucket: invitations, keys: sessionKey},
		Edition:     t.edition,
	}
}

func (t *txn) edition(id consult.CongressID) *consult.Edition {
	p := edition(id)
	v := vault{t, p.in(keys)}
	return &consult.Edition{
		Officials:     &table[consult.OfficialID, consult.Official]{t, p.in(officials), number[consult.OfficialID](), v, nil},
		Contributions: &table[consult.ContributionID, consult.Contribution]{t, p.in(contributions), number[consult.ContributionID](), v, nil},
		Texts:         &table[consult.ContributionID, consult.Text]{t, p.in(texts), number[consult.ContributionID](), v, nil},
		Authored:      &table[consult.OfficialID, []consult.ContributionID]{t, p.in(authored), number[consult.OfficialID](), v, nil},
		Typed:         &table[consult.AccountID, []consult.ContributionID]{t, p.in(typed), number[consult.AccountID](), v, nil},
		Receipts:      &table[consult.ReceiptKey, consult.Receipt]{t, p.in(receipts), receiptKey, v, receiptForm},
		Proposals:     &table[consult.ProposalID, consult.Proposal]{t, p.in(proposals), number[consult.ProposalID](), v, nil},
		Themes:        &table[consult.ThemeID, consult.Theme]{t, p.in(themes), number[consult.ThemeID](), v, nil},
		Placements:    &table[consult.IdeaID, consult.Placement]{t, p.in(placements), ideaKey, v, nil},
		Outbox:        &table[consult.MailID, consult.Mail]{t, p.in(outbox), number[consult.MailID](), v, nil},
		Letters:       &table[consult.MailID, consult.Letter]{t, p.in(letters), number[consult.MailID](), v, nil},
		MailQueue:     &table[consult.MailID, time.Time]{t, p.in(mailQueue), number[consult.MailID](), v, nil},
		Journal:       &table[uint64, consult.Entry]{t, p.in(journal), number[uint64](), v, entryForm},
	}
}

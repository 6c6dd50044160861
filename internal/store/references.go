package store

import (
	"crypto/sha256"
	"errors"
	"slices"
	"time"

	"unanime/consult"
)

// visitAll reads every record of a table and hands over those that hold.
func visitAll[K, V any](c *checker, records consult.Table[K, V], visit func(where string, k K, v V)) {
	t := records.(*table[K, V])
	_ = c.Scan(t.bucket, nil, func(key, record []byte) error {
		at := place{t.bucket, key}
		var v V
		k, err := t.keys.decode(key)
		if err == nil {
			err = t.read(at, record, &v)
		}
		switch {
		case errors.Is(err, ErrErased):
			c.report.Erased++
		case err != nil:
			c.problem(at.String(), "%v", err)
		default:
			visit(at.String(), k, v)
		}
		return nil
	})
}

// has says whether there is a record under k, whatever it is worth.
func has[K, V any](c *checker, records consult.Table[K, V], k K) bool {
	at := records.(*table[K, V]).at(k)
	return c.Get(at.bucket, at.key) != nil
}

// counted checks that the sequence is not behind the last number, or a number
// would be given twice.
func (c *checker) counted(p Path) {
	var last uint64
	_ = c.Scan(p, nil, func(key, _ []byte) error {
		last, _ = versions.decode(key)
		return nil
	})
	if n := c.Sequence(p); n < last {
		c.problem(string(p), "its sequence %d is behind its last number %d", n, last)
	}
}

// data checks all records of unanime.db.
func (c *checker) data() {
	tx := (&txn{Reader: c.Reader}).open()
	c.buckets("", string(metaBucket), string(congresses), string(accounts), string(sessions), string(invitations), string(editions))
	c.meta()
	ids := map[consult.CongressID]consult.Congress{}
	visitAll(c, tx.Congresses, func(where string, k consult.CongressID, v consult.Congress) {
		c.same(where, k == v.ID)
		ids[k] = v
	})
	visitAll(c, tx.Accounts, func(where string, k consult.AccountID, v consult.Account) { c.same(where, k == v.ID) })
	visitAll(c, tx.Sessions, func(where string, _ consult.SessionID, v consult.Session) {
		if !has(c, tx.Accounts, v.Account) {
			c.problem(where, "of account %d, which does not exist", v.Account)
		}
	})
	visitAll(c, tx.Invitations, func(where string, _ consult.SessionID, v consult.Invitation) {
		if !has(c, tx.Accounts, v.Account) {
			c.problem(where, "for account %d, which does not exist", v.Account)
		}
	})
	c.counted(accounts)
	for _, name := range c.Buckets(editions) {
		id := consult.CongressID(name)
		if _, ok := ids[id]; !ok {
			c.problem(string(editions.in(name)), "belongs to no congress")
		}
		(&edit{c, tx.Edition(id), edition(id), ids[id]}).check()
	}
}

// meta checks what the file says of itself.
func (c *checker) meta() {
	_ = c.Scan(metaBucket, nil, func(key, record []byte) error {
		at := place{metaBucket, key}
		if _, _, err := at.unpack(record); err != nil {
			c.problem(at.String(), "%v", err)
		}
		return nil
	})
}

// buckets checks that nothing is in p but these.
func (c *checker) buckets(p Path, known ...string) {
	for _, name := range c.Buckets(p) {
		if !slices.Contains(known, name) {
			c.problem(string(p.in(name)), "is not a bucket of this layout")
		}
	}
	if p != "" {
		_ = c.Scan(p, nil, func(key, _ []byte) error {
			c.problem(place{p, key}.String(), "a record where none can be")
			return nil
		})
	}
}

func (c *checker) same(where string, same bool) {
	if !same {
		c.problem(where, "its number is not its key")
	}
}

// edit checks the records of one congress.
type edit struct {
	*checker
	*consult.Edition
	path     Path
	congress consult.Congress
}

func (c *edit) check() {
	c.buckets(editions, c.Buckets(editions)...)
	c.buckets(c.path, keys, officials, contributions, texts, authored, typed, receipts, proposals, themes, placements, outbox, letters, mailQueue, journal)
	c.keys()
	visitAll(c.checker, c.Officials, func(where string, k consult.OfficialID, v consult.Official) {
		c.same(where, k == v.ID)
		c.report.Officials++
	})
	visitAll(c.checker, c.Contributions, c.contribution)
	visitAll(c.checker, c.Texts, c.text)
	visitAll(c.checker, c.Authored, c.authored)
	visitAll(c.checker, c.Typed, func(where string, k consult.AccountID, ids []consult.ContributionID) {
		for _, id := range ids {
			if v, err := c.Contributions.Get(id); err != nil || v.EnteredBy != k {
				c.problem(where, "names %s, which somebody else typed or does not exist", id)
			}
		}
	})
	visitAll(c.checker, c.Receipts, func(where string, _ consult.ReceiptKey, v consult.Receipt) { c.refers(where, v.Contribution) })
	visitAll(c.checker, c.Themes, func(where string, k consult.ThemeID, v consult.Theme) { c.same(where, k == v.ID) })
	visitAll(c.checker, c.Proposals, c.proposal)
	visitAll(c.checker, c.Placements, c.placement)
	visitAll(c.checker, c.Outbox, c.mail)
	visitAll(c.checker, c.Letters, c.letter)
	visitAll(c.checker, c.MailQueue, func(where string, k consult.MailID, _ time.Time) {
		if !has(c.checker, c.Outbox, k) {
			c.problem(where, "of message %d, which does not exist", k)
		}
	})
	c.chain()
	for _, name := range []string{officials, contributions, proposals, themes, outbox, journal} {
		c.counted(c.path.in(name))
	}
}

func (c *edit) keys() {
	p := c.path.in(keys)
	_ = c.Scan(p, nil, func(key, record []byte) error {
		at := place{p, key}
		if _, content, err := at.unpack(record); err != nil || len(content) != 0 && len(content) != keySize {
			c.problem(at.String(), "is no key")
		}
		return nil
	})
}

func (c *edit) contribution(where string, k consult.ContributionID, v consult.Contribution) {
	c.same(where, k == v.ID)
	c.report.Contributions++
	if !has(c.checker, c.Officials, v.Author) {
		c.problem(where, "its author %d does not exist", v.Author)
	}
	if _, ok := c.congress.Question(v.Question); !ok && v.Question != 0 {
		c.problem(where, "its question %d does not exist", v.Question)
	}
	if mine, err := c.Authored.Get(v.Author); err != nil || !slices.Contains(mine, k) {
		c.problem(where, "is not in its author's list")
	}
	if !v.Stands() {
		c.report.Withdrawn++
	} else if !has(c.checker, c.Texts, k) {
		c.problem(where, "has no text")
	}
}

func (c *edit) text(where string, k consult.ContributionID, v consult.Text) {
	owner, err := c.Contributions.Get(k)
	switch {
	case err != nil:
		c.problem(where, "of no contribution")
	case owner.Author != v.Author:
		c.problem(where, "its author is not the contribution's")
	case !owner.Stands():
		c.problem(where, "of a contribution that was withdrawn")
	}
}

func (c *edit) authored(where string, k consult.OfficialID, ids []consult.ContributionID) {
	if !slices.IsSorted(ids) {
		c.problem(where, "is out of order")
	}
	for _, id := range ids {
		if v, err := c.Contributions.Get(id); err != nil || v.Author != k {
			c.problem(where, "names %s, which is another's or does not exist", id)
		}
	}
}

func (c *edit) refers(where string, id consult.ContributionID) {
	if !has(c.checker, c.Contributions, id) {
		c.problem(where, "refers to %s, which does not exist", id)
	}
}

func (c *edit) proposal(where string, k consult.ProposalID, v consult.Proposal) {
	c.same(where, k == v.ID)
	for _, g := range v.Groups {
		for _, idea := range g.Ideas {
			c.refers(where, idea.Idea.Contribution)
		}
	}
}

func (c *edit) placement(where string, k consult.IdeaID, v consult.Placement) {
	c.refers(where, k.Contribution)
	if v.Theme != consult.Unplaced && !has(c.checker, c.Themes, v.Theme) {
		c.problem(where, "its theme %d does not exist", v.Theme)
	}
}

// mail checks a message: it waits in the queue for as long as it is to be sent.
func (c *edit) mail(where string, k consult.MailID, v consult.Mail) {
	c.same(where, k == v.ID)
	if !has(c.checker, c.Officials, v.To) {
		c.problem(where, "for official %d, who does not exist", v.To)
	}
	if v.About != 0 {
		c.refers(where, v.About)
	}
	waits := v.State == consult.MailWaiting || v.State == consult.MailSending
	if queued := has(c.checker, c.MailQueue, k); queued != waits {
		c.problem(where, "is %s, and queued: %t", v.State, queued)
	}
}

func (c *edit) letter(where string, k consult.MailID, v consult.Letter) {
	if m, err := c.Outbox.Get(k); err != nil || m.To != v.To {
		c.problem(where, "of no message, or of one to another person")
	}
}

// chain recomputes the journal.
func (c *edit) chain() {
	var before [sha256.Size]byte
	next := uint64(1)
	visitAll(c.checker, c.Journal, func(where string, n uint64, e consult.Entry) {
		switch {
		case n != next:
			c.problem(where, "the line before it is missing")
		case e.Before != before || e.Digest != e.Seal(n):
			c.problem(where, "does not follow the line before it")
		}
		before, next = e.Digest, n+1
		c.report.Entries++
	})
	if p := c.path.in(journal); c.Sequence(p) != next-1 {
		c.problem(string(p), "the lines after %d are missing", next-1)
	}
}

// texts checks all records of motions.db.
func (c *checker) texts() {
	c.buckets("", string(metaBucket), string(motions))
	c.meta()
	for _, name := range c.Buckets(motions) {
		p := motions.in(name)
		c.buckets(p, frames, snapshots)
		last := uint64(0)
		c.frames(p.in(frames), &last)
		if c.Sequence(p.in(frames)) != last {
			c.problem(string(p), "the frames after version %d are missing", last)
		}
		c.snapshots(p.in(snapshots), last)
	}
}

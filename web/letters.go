package web

import (
	"unanime/consult"
	"unanime/internal/typography"
)

// letters writes what goes by e-mail. Names and titles are left as they were
// typed; our own words are set in French typography.
type letters struct {
	congress consult.Congress
	home     string // the address people type, without a slash at its end
}

func (s *Site) letters(v *visit) letters {
	home := v.BaseURL()
	if s.Base != nil {
		home = s.Base.String()
	}
	return letters{v.congress, home}
}

// invitation writes the letter and makes its link, which exists nowhere else.
func (l letters) invitation(o consult.Official, kind consult.MailKind) (consult.Letter, consult.SessionID) {
	secret := newSecret()
	link := l.home + "/entrer/" + secret
	subject, opening := " : votre invitation à contribuer", " recueille les idées des élu·es. Deux ou trois phrases suffisent ; chacune est lue, et suivie jusque dans la motion."
	if kind == consult.MailReminder {
		subject, opening = " : de nouveau, votre lien pour contribuer", " recueille toujours les idées des élu·es. Deux ou trois phrases suffisent."
	}
	text := l.hello(o) + l.congress.Title + french(opening) + "\n\n" +
		french("Pour entrer, ouvrez ce lien personnel avant la clôture, le ") + deadline(l.congress.Freeze()) +
		french(" (heure de Paris). Il ne demande aucun mot de passe et ne sert qu'une fois :") + "\n" + link + "\n\n" +
		french("Une question ? Répondez à ce message : il arrive à l'organisation du congrès.") + "\n"
	return consult.Letter{
		Name: o.Name(), Address: o.Email, Subject: l.congress.Title + french(subject), Text: text, Link: link,
	}, sessionID(secret)
}

// receipt says what was received, not its words: a mailbox is shared.
func (l letters) receipt(o consult.Official, c consult.Contribution) consult.Letter {
	text := l.hello(o) + french("Votre contribution est enregistrée sous le numéro ") + c.ID.String() + ", le " +
		typography.DateTime(c.Sent) + " (heure de Paris).\n\n"
	if c.Late {
		text += french("Elle est arrivée hors délai : elle est gardée à part.") + "\n\n"
	} else if freeze := l.congress.Freeze(); !freeze.IsZero() {
		text += french("Vous pouvez la modifier jusqu'au ") + deadline(freeze) + ".\n\n"
	}
	text += french("Gardez ce numéro : il mène à votre phrase jusque dans la motion. Vos contributions sont ici :") + "\n" +
		l.home + "/mes-contributions\n\n" +
		french("Une question ? Répondez à ce message : il arrive à l'organisation du congrès.") + "\n"
	return consult.Letter{
		Name: o.Name(), Address: o.Email, Subject: c.ID.String() + french(" : votre contribution est reçue"), Text: text,
	}
}

func (l letters) hello(o consult.Official) string {
	if o.Given == "" {
		return "Bonjour,\n\n"
	}
	return "Bonjour " + o.Given + ",\n\n"
}

package web

import (
	"strconv"
	"strings"

	"unanime/consult"
	"unanime/internal/typography"
)

// OutboxPage is the messages, page by page, the newest first.
type OutboxPage struct {
	Frame
	Mails                 []MailLine
	Total                 int
	Waiting, Sent, Failed int
	Server                string // that sends, "" when nothing does
	Pager
}

// MailLine is a message in words.
type MailLine struct {
	consult.Posted
	Kind  string
	State string
	Mend  bool // it can be sent again
}

func (s *Site) showOutbox(v *visit) error {
	page := max(1, v.QueryInt("page", 1))
	box, err := s.Register.Outbox(v.by, (page-1)*perPage, perPage)
	if err != nil {
		return err
	}
	pager, from, _ := turn(v, box.Total)
	if pager.Page != page {
		if box, err = s.Register.Outbox(v.by, from, perPage); err != nil {
			return err
		}
	}
	out := OutboxPage{
		Frame: s.frame(v, "Boîte d'envoi"), Total: box.Total, Pager: pager, Server: s.MailServer,
		Waiting: box.Counts[consult.MailWaiting] + box.Counts[consult.MailSending],
		Sent:    box.Counts[consult.MailSent],
		Failed:  box.Counts[consult.MailFailed] + box.Counts[consult.MailBounced],
	}
	for _, m := range box.Mails {
		out.Mails = append(out.Mails, mailLine(m))
	}
	return s.views.show(v, "envois", out)
}

var mailKinds = map[consult.MailKind]string{
	consult.MailInvitation: "Invitation", consult.MailReminder: "Relance", consult.MailReceipt: "Reçu",
}

func mailLine(m consult.Posted) MailLine {
	line := MailLine{Posted: m, Kind: mailKinds[m.Mail.Kind], Mend: m.Mail.State == consult.MailFailed || m.Mail.State == consult.MailBounced}
	if m.About != 0 {
		line.Kind += " " + m.About.String()
	}
	switch m.Mail.State {
	case consult.MailWaiting:
		line.State = "en attente"
		if m.Cause != "" {
			line.State += ", prochain essai le " + typography.DateTime(m.Due)
		}
	case consult.MailSending:
		line.State = "envoi en cours"
	case consult.MailSent:
		line.State = "parti le " + typography.DateTime(m.Sent)
	case consult.MailFailed:
		line.State = "abandonné après " + count(m.Tries, "essai", "essais")
	case consult.MailBounced:
		line.State = "refusé par le serveur"
	}
	if m.Cause != "" {
		line.State += " (" + mailCause(m.Cause) + ")"
	}
	line.State = french(line.State)
	return line
}

// causes are the steps at which a message stops, as the sender names them.
var causes = map[string]string{
	"address": "adresse non valable", "from": "expéditeur refusé", "connect": "serveur injoignable", "sign in": "mot de passe du serveur refusé",
	"recipient": "destinataire refusé", "text": "message refusé", "lost": "essai interrompu", "letter unreadable": "message effacé",
}

func mailCause(cause string) string {
	step, code := cause, ""
	if i := strings.LastIndexByte(cause, ' '); i > 0 && strings.Trim(cause[i+1:], "0123456789") == "" {
		step, code = cause[:i], cause[i:]
	}
	if words, ok := causes[step]; ok {
		step = words
	}
	return step + code
}

// resendMail puts a message that failed back into the queue.
func (s *Site) resendMail(v *visit) error {
	id, err := strconv.ParseUint(v.Params("id"), 10, 64)
	if err != nil {
		return consult.ErrNotFound
	}
	if err := s.Register.Resend(v.by, consult.MailID(id)); err != nil {
		return err
	}
	return v.see("/envois", "renvoi")
}

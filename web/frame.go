package web

import (
	"strings"

	"unanime/consult"
)

// Frame is what surrounds every page.
type Frame struct {
	Title  string // of the page
	Site   string // the congress
	Nav    []NavLink
	Role   string // who is signed in, in words; "" for the public
	Token  string // for the forms
	Notice string // what the last form did, "" for nothing
	Demo   bool
	Wide   bool // the page uses the whole width
}

// NavLink is a link of the masthead.
type NavLink struct {
	Name, Path string
	Current    bool
}

// notices are what a form may say when it sends the browser on.
var notices = map[string]string{
	"entree":     "Vous êtes entré·e.",
	"sortie":     "Vous êtes sorti·e.",
	"recue":      "Votre contribution est enregistrée.",
	"modifiee":   "Votre contribution est modifiée.",
	"retiree":    "Votre contribution est retirée : son texte est effacé.",
	"proposes":   "Le classement proposé est prêt. Rien n'est gardé tant que vous n'acceptez pas.",
	"acceptes":   "Thèmes acceptés.",
	"renomme":    "Thème renommé.",
	"deplacee":   "Idée déplacée. Aucune relance ne la bougera.",
	"generee":    "La première version de la motion est prête.",
	"enregistre": "Proposition enregistrée.",
	"invitees":   "Invitations mises dans la boîte d'envoi.",
	"personne":   "Personne à inviter : chacun·e a répondu, a été invité·e récemment ou n'a pas d'adresse.",
	"renvoi":     "Le message est remis dans la file.",
	"ajoutee":    "Proposition ajoutée. Donnez-lui sa rédaction.",
	"fiche":      "Saisie retirée : son texte est effacé.",
	"note":       "Intervention enregistrée.",
}

var roleNames = map[consult.Role]string{
	consult.Member:    "Élu·e",
	consult.Drafter:   "Rapporteure",
	consult.Chair:     "Présidente de séance",
	consult.Organizer: "Organisatrice",
}

func (s *Site) frame(v *visit, title string) Frame {
	return Frame{
		Title: french(title), Site: v.congress.Title, Nav: nav(v), Role: roleNames[v.by.Role],
		Token: s.formToken(v.secret), Notice: french(notices[v.Query("avis")]), Demo: v.congress.Demo,
	}
}

// nav shows each role the pages it may open.
func nav(v *visit) []NavLink {
	links := []NavLink{{Name: "Accueil", Path: "/"}}
	add := func(shown bool, name, path string) {
		if shown {
			links = append(links, NavLink{Name: name, Path: path})
		}
	}
	add(v.by.Can(consult.ActReadAll), "Tableau de bord", "/tableau")
	add(v.by.Can(consult.ActSubmit) || v.by.Role == consult.Public, "Contribuer", "/contribuer")
	add(v.by.Can(consult.ActSubmit), "Mes contributions", "/mes-contributions")
	add(v.by.Can(consult.ActReadAll), "Contributions", "/contributions")
	add(v.by.Can(consult.ActTranscribe), "Fiches", "/fiches")
	add(v.by.Can(consult.ActTranscribe), "Notes", "/notes")
	add(v.by.Can(consult.ActInvite), "Invitations", "/invitations")
	add(v.by.Can(consult.ActReadAll), "Thèmes", "/themes")
	add(true, "Motion", "/motion")
	mark(links, v.Path())
	return links
}

// mark makes current the link whose path is the longest beginning of the page's.
func mark(links []NavLink, here string) {
	var best *NavLink
	for i := range links {
		l := &links[i]
		inside := here == l.Path || strings.HasPrefix(here, l.Path+"/")
		if inside && (best == nil || len(l.Path) > len(best.Path)) {
			best = l
		}
	}
	if best != nil {
		best.Current = true
	}
}

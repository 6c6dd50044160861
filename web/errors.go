package web

import (
	"errors"
	"log/slog"
	"runtime/debug"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"unanime/consult"
	"unanime/motion"
	"unanime/motion/live"
)

var (
	errForeignForm = errors.New("form from another site")
	errSignedOut   = errors.New("not signed in")
	errOldForm     = errors.New("form token refused")
	errTooMany     = errors.New("too many requests")
)

// answer is how an error is shown: what happened, and how to mend it.
type answer struct {
	err    error
	status int
	title  string
	text   string
}

// answers is the one table from errors to French. The first that matches counts.
var answers = []answer{
	{errSignedOut, 401, "Vous n'êtes plus connecté·e", "Votre session est terminée. Entrez de nouveau, puis revenez en arrière : votre texte est resté dans la page."},
	{errForeignForm, 403, "Formulaire refusé", "Ce formulaire ne vient pas de ce site. Ouvrez la page depuis le site et recommencez."},
	{errOldForm, 403, "Formulaire périmé", "Cette page est ouverte depuis une autre session. Revenez en arrière, copiez votre texte, rechargez la page et recommencez."},
	{errTooMany, 429, "Un instant", "Beaucoup d'envois sont arrivés à la suite depuis votre compte. Attendez quelques secondes et recommencez : rien n'est perdu."},
	{consult.ErrSpent, 410, "Ce lien a déjà servi", "Un lien d'entrée ne sert qu'une fois, et un temps. Demandez-en un autre à l'organisation."},
	{consult.ErrForbidden, 403, "Cette page ne vous est pas ouverte", "Votre rôle ne permet pas cet acte. Entrez avec un autre rôle ou demandez à l'organisation."},
	{motion.ErrNotBegun, 404, "La motion n'est pas commencée", "L'organisation la génère à partir des thèmes acceptés."},
	{motion.ErrBegun, 409, "La motion est déjà commencée", "Elle ne peut pas être générée une seconde fois : ce que l'on y a écrit serait perdu."},
	{consult.ErrNotFound, 404, "Page introuvable", "Cette adresse ne mène à rien. Vérifiez le lien ou repartez de l'accueil."},
	{consult.ErrClosed, 409, "Cette étape est close", "Le calendrier du congrès ne permet plus cet acte. Écrivez à l'organisation si vous pensez que c'est une erreur."},
	{consult.ErrWithdrawn, 410, "Contribution retirée", "Cette contribution a été retirée par son auteur ou son autrice."},
	{consult.ErrKeyReused, 409, "Ce formulaire a déjà servi", "Il a déjà envoyé un autre texte. Revenez en arrière, copiez votre texte, ouvrez une nouvelle contribution et collez-le."},
	{consult.ErrStale, 409, "Cette page n'est plus à jour", "Quelqu'un a modifié la même chose entre-temps. Rechargez la page et recommencez."},
	{consult.ErrNothing, 409, "Rien à traiter", "Il n'y a encore aucune contribution ni aucun thème accepté."},
	{consult.ErrUnconfirmed, 503, "Pas encore confirmé", "L'enregistrement n'est pas confirmé. Gardez votre texte, revenez en arrière et renvoyez le même formulaire : il ne sera compté qu'une fois."},
	{consult.ErrBusy, 503, "Beaucoup de monde", "Beaucoup d'envois arrivent en même temps. Renvoyez le formulaire dans quelques secondes : rien n'est perdu."},
	{live.ErrReadOnly, 503, "Écriture suspendue", "La motion ne peut pas être enregistrée en ce moment, sans doute parce que le disque est plein. Gardez votre texte : il n'est pas encore enregistré."},
}

var invalid = answer{status: 422, title: "Saisie à corriger", text: "Un champ du formulaire n'est pas valable. Revenez en arrière et corrigez-le."}

var unexpected = answer{status: 500, title: "Quelque chose n'a pas marché", text: "L'incident est noté. Revenez en arrière : votre texte est resté dans la page. Réessayez dans un instant."}

func answerTo(err error) answer {
	for _, a := range answers {
		if errors.Is(err, a.err) {
			return a
		}
	}
	if _, ok := errors.AsType[*consult.InvalidError](err); ok {
		return invalid
	}
	if e, ok := errors.AsType[*fiber.Error](err); ok {
		return fiberAnswer(e)
	}
	return unexpected
}

func fiberAnswer(e *fiber.Error) answer {
	switch e.Code {
	case fiber.StatusNotFound, fiber.StatusMethodNotAllowed:
		return answerTo(consult.ErrNotFound)
	case fiber.StatusRequestEntityTooLarge:
		return answer{status: e.Code, title: "Envoi trop lourd", text: "Ce formulaire dépasse 2 Mo. Raccourcissez le texte et recommencez."}
	case fiber.StatusRequestHeaderFieldsTooLarge:
		return answer{status: e.Code, title: "Adresse trop longue", text: "L'adresse ou les cookies sont trop longs. Repartez de l'accueil."}
	}
	return answer{status: e.Code, title: unexpected.title, text: unexpected.text}
}

// fail shows an error once and logs it once: the route, never the address,
// which may hold a person's data.
func (s *Site) fail(c *fiber.Ctx, err error) error {
	a := answerTo(err)
	level := slog.LevelInfo
	if a.status >= 500 {
		level = slog.LevelError
	}
	s.Log.Log(c.UserContext(), level, "request refused", "method", c.Method(), "route", c.Route().Path, "status", a.status, "error", err.Error())
	if a.status == fiber.StatusServiceUnavailable || a.status == fiber.StatusTooManyRequests {
		c.Set("Retry-After", strconv.Itoa(2))
	}
	v, verr := s.visit(c)
	if verr != nil {
		v = &visit{Ctx: c}
	}
	c.Status(a.status)
	return s.views.show(v, "erreur", ErrorPage{Frame: s.frame(v, a.title), Text: french(a.text), Entrance: a.status == 401 || a.status == 403})
}

// ErrorPage says what happened and how to mend it.
type ErrorPage struct {
	Frame
	Text     string
	Entrance bool // offer to sign in
}

func (s *Site) logPanic(c *fiber.Ctx, cause any) {
	s.Log.Error("panic", "route", c.Route().Path, "cause", cause, "stack", string(debug.Stack()))
}

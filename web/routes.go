package web

import "github.com/gofiber/fiber/v2"

// routes is every address of the site. Whoever asks, each handler gets a visit:
// the person, the congress and the moment. read is for GET and changes nothing;
// write checks where the form comes from first.
func (s *Site) routes(app *fiber.App) {
	app.Get("/healthz", s.alive)
	app.Get("/readyz", s.ready)
	app.Get("/static/*", s.showFile)

	app.Get("/", s.read(s.showHome))
	app.Get("/aide", s.read(s.showText("aide")))
	app.Get("/mentions-legales", s.read(s.showText("mentions")))
	app.Get("/donnees-personnelles", s.read(s.showText("donnees")))
	app.Get("/accessibilite", s.read(s.showText("accessibilite")))

	app.Get("/entrer", s.read(s.showEntrance))
	app.Post("/entrer", s.open(s.enter))
	app.Get("/entrer/:secret", s.read(s.showInvitation))
	app.Post("/entrer/:secret", s.open(s.acceptInvitation))
	app.Post("/sortir", s.write(s.leave))

	app.Get("/contribuer", s.read(s.showForm))
	app.Post("/contribuer", s.write(s.submitContribution))
	app.Post("/contribuer/relire", s.write(s.reviewContribution))
	app.Get("/mes-contributions", s.read(s.showMine))
	app.Get("/contributions", s.read(s.showContributions))
	app.Get("/contributions/:id.json", s.read(s.showContributionJSON))
	app.Get("/contributions/:id", s.read(s.showContribution))
	app.Get("/contributions/:id/modifier", s.read(s.showAmend))
	app.Post("/contributions/:id/modifier", s.write(s.amendContribution))
	app.Get("/contributions/:id/retirer", s.read(s.showWithdraw))
	app.Post("/contributions/:id/retirer", s.write(s.withdrawContribution))
	app.Get("/fiches", s.read(s.showSheets))
	app.Post("/fiches", s.write(s.saveSheet))
	app.Get("/fiches/personnes.json", s.read(s.completePeople))
	app.Get("/fiches/communes.json", s.read(s.completeCommunes))
	app.Get("/fiches/:id/corriger", s.read(s.showCorrection))
	app.Post("/fiches/:id/corriger", s.write(s.correctSheet))
	app.Get("/fiches/:id/retirer", s.read(s.showDiscard))
	app.Post("/fiches/:id/retirer", s.write(s.discardSheet))
	app.Get("/notes", s.read(s.showNotes))
	app.Post("/notes", s.write(s.saveNote))
	app.Get("/invitations", s.read(s.showGuests))
	app.Post("/invitations", s.write(s.sendInvitations))
	app.Get("/envois", s.read(s.showOutbox))
	app.Post("/envois/:id/renvoyer", s.write(s.resendMail))
	app.Get("/export/contributions.:format", s.read(s.exportContributions))
	app.Get("/tableau", s.read(s.showDashboard))

	app.Get("/themes", s.read(s.showThemes))
	app.Get("/themes/:id", s.read(s.showTheme))
	app.Post("/themes/proposer", s.write(s.proposeThemes))
	app.Post("/themes/accepter", s.write(s.acceptThemes))
	app.Post("/themes/:id/renommer", s.write(s.renameTheme))
	app.Post("/idees/:id/deplacer", s.write(s.moveIdea))

	app.Get("/motion", s.read(s.showMotion))
	app.Post("/motion/generer", s.write(s.generateMotion))
	app.Post("/motion/ajouter", s.write(s.addProposition))
	app.Get("/motion/propositions/:id", s.read(s.showProposition))
	app.Post("/motion/propositions/:id", s.write(s.saveProposition))
	app.Get("/motion/exports", s.read(s.showExports))
	app.Get("/motion/motion.:format", s.read(s.exportMotion))
}

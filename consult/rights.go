package consult

import "slices"

// Act is something a person may ask for.
type Act string

const (
	ActSubmit         Act = "contribution.submit"
	ActAmend          Act = "contribution.amend"
	ActWithdraw       Act = "contribution.withdraw"
	ActReadAll        Act = "contribution.read"
	ActExport         Act = "contribution.export"
	ActPropose        Act = "theme.propose"
	ActAcceptTheme    Act = "theme.accept"
	ActRenameTheme    Act = "theme.rename"
	ActMoveIdea       Act = "idea.move"
	ActGenerateMotion Act = "motion.generate"
	ActEditMotion     Act = "motion.edit"
	ActReadDraft      Act = "motion.read-draft"
	ActImport         Act = "contribution.import"
	ActTranscribe     Act = "contribution.transcribe"
	ActCorrect        Act = "contribution.correct"
	ActDiscard        Act = "contribution.discard"
	ActInvite         Act = "invitation.send"
	ActMail           Act = "mail.manage"
)

// personal acts are an official's own: whoever has another role besides keeps
// them, staff never have them.
var personal = []Act{ActSubmit, ActAmend, ActWithdraw}

// rights is the whole of who may do what. That a contribution is one's own is
// asked beside it, by owns.
var rights = map[Act][]Role{
	ActSubmit:         {Member, Drafter, Chair, Organizer},
	ActAmend:          {Member, Drafter, Chair, Organizer},
	ActWithdraw:       {Member, Drafter, Chair, Organizer},
	ActReadAll:        {Organizer, Drafter, Chair},
	ActExport:         {Organizer},
	ActImport:         {Organizer},
	ActTranscribe:     {Organizer},
	ActCorrect:        {Organizer},
	ActDiscard:        {Organizer},
	ActInvite:         {Organizer},
	ActMail:           {Organizer},
	ActPropose:        {Organizer},
	ActAcceptTheme:    {Organizer},
	ActRenameTheme:    {Organizer},
	ActMoveIdea:       {Organizer},
	ActGenerateMotion: {Organizer},
	ActEditMotion:     {Drafter, Organizer},
	ActReadDraft:      {Drafter, Organizer, Chair, Member},
}

// Can says whether the actor's role allows the act at all.
func (a Actor) Can(act Act) bool {
	if a.Official == 0 && slices.Contains(personal, act) {
		return false
	}
	return slices.Contains(rights[act], a.Role)
}

// May returns nil or ErrForbidden.
func (a Actor) May(act Act) error {
	if !a.Can(act) {
		return ErrForbidden
	}
	return nil
}

func (a Actor) owns(c Contribution) bool { return a.Official != 0 && a.Official == c.Author }

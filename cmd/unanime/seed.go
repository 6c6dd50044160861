package main

import (
	"errors"
	"fmt"
	"sync"

	"unanime/assets/data"
	"unanime/consult"
	"unanime/internal/store"
	"unanime/web"
)

type seedCommand struct {
	dataFlag
	congressFlag
	Officials     int  `help:"How many officials to invent." required:"" placeholder:"N"`
	PrintSessions bool `help:"Sign each in, and print N lines to be sent as the header Cookie; the first is an organiser's."`
}

// seedYears is how long a test congress takes contributions.
const seedYears = 1

// Run adds officials who are plainly invented to a test directory.
func (c *seedCommand) Run(p Program) error {
	if c.Officials < 1 || c.Officials > 100_000 {
		return usage("--officials %d: give a number from 1 to 100000", c.Officials)
	}
	if c.Congress != "" && !isSlug(c.Congress) {
		return usage("--congress %s: %s", c.Congress, slugRule)
	}
	return c.within(func(dir *store.Dir) error {
		if !dir.Test() {
			return fmt.Errorf("%s is not test data, and invented people have no place among real ones; make a test directory with “unanime init --test --data DIR”", c.Data)
		}
		r, err := c.register(p, dir)
		if err != nil {
			return err
		}
		by, err := organizer(r)
		if err != nil {
			return err
		}
		accounts, err := r.Enrol(by, invent(c.Officials))
		if err != nil || !c.PrintSessions {
			return err
		}
		return printSessions(p, r, accounts)
	})
}

// register opens the congress, and founds one when there is none.
func (c *seedCommand) register(p Program, dir *store.Dir) (*consult.Register, error) {
	congress, err := c.find(dir)
	if !errors.Is(err, errNoCongress) {
		return p.register(dir, congress.ID), err
	}
	congress = newCongress("essai", p.Now())
	if c.Congress != "" {
		congress.ID = consult.CongressID(c.Congress)
	}
	congress.Title, congress.Demo = "Congrès d’essai", true
	for i := range congress.Calendar[1:] {
		congress.Calendar[i+1].At = congress.Calendar[i+1].At.AddDate(seedYears, 0, 0)
	}
	_, err = consult.Found(dir, consult.Founding{
		Congress: congress,
		Staff:    []consult.Account{{Role: consult.Organizer, Label: "Organisation d’essai"}},
	})
	return p.register(dir, congress.ID), err
}

// invent makes officials of communes spread over the country. The first may
// organise, too.
func invent(n int) []consult.Enrolment {
	communes := data.Communes()
	people := make([]consult.Enrolment, n)
	for i := range people {
		at := communes[i*len(communes)/n]
		people[i] = consult.Enrolment{Role: consult.Member, Official: consult.Official{
			Given: "Élu·e", Family: fmt.Sprintf("d’essai n° %d", i+1), Mandate: "élu·e d’essai", Fictional: true,
			Territory: consult.Territory{INSEE: at.Code, Commune: at.Name, Department: at.Department},
		}}
	}
	people[0].Role = consult.Organizer
	return people
}

// signingIn is how many sign in at once: they share the commits, each of which
// waits for the disk.
const signingIn = 64

func printSessions(p Program, r *consult.Register, accounts []consult.Account) error {
	secrets, errs := make([]string, len(accounts)), make([]error, len(accounts))
	seats := make(chan struct{}, signingIn)
	var wait sync.WaitGroup
	for i, account := range accounts {
		seats <- struct{}{}
		wait.Go(func() {
			secrets[i], errs[i] = web.NewSession(r, account.ID)
			<-seats
		})
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for _, secret := range secrets {
		fmt.Fprintf(p.Stdout, "%s=%s\n", web.CookieName(false), secret)
	}
	return nil
}

package web_test

import (
	"fmt"
	"strings"
	"testing"

	"unanime/consult"
)

// One official's requests, one after the other, over a real connection: what a
// page and a durable contribution cost the server.
func BenchmarkPages(b *testing.B) {
	s := serve(b)
	s.organise(b)
	for _, c := range []struct {
		role consult.Role
		path string
	}{
		{consult.Public, "/"}, {consult.Member, "/contribuer"}, {consult.Member, "/mes-contributions"},
		{consult.Organizer, "/contributions"}, {consult.Organizer, "/themes"}, {consult.Drafter, "/motion"},
		{consult.Drafter, "/motion/motion.pdf"},
	} {
		p := s.enter(b, c.role)
		b.Run(strings.ReplaceAll(c.path, "/", "_"), func(b *testing.B) {
			for b.Loop() {
				p.get(c.path, 200)
			}
		})
	}
}

func BenchmarkContribute(b *testing.B) {
	s := serve(b)
	text := strings.Repeat("Ouvrir un guichet. ", 54)
	people := make([]*person, 0, b.N/150+1)
	for i := 0; b.Loop(); i++ {
		if i%150 == 0 { // below what one person may send at once
			b.StopTimer()
			people = append(people, s.enter(b, consult.Member))
			s.now = s.now.Add(1e9 * 60)
			b.StartTimer()
		}
		people[len(people)-1].post("/contribuer", 303, "cle", fmt.Sprintf("cle-%09d", i), "texte", text)
	}
}

package cluster

import "testing"

func TestInclusiveTail(t *testing.T) {
	for _, c := range []struct{ base, rest, want string }{
		{"élu", "·es locaux", "·es"},
		{"élu", ".es locaux", ".es"},
		{"élu", "·e·s locaux", "·e·s"},
		{"élu", ".e.s.", ".e.s"},
		{"élu", "(e)s locaux", "(e)s"},
		{"élu", "(e) local", "(e)"},
		{"élu", "-e-s,", "-e-s"},
		{"élu", "/es ", "/es"},
		{"élu", "•es", "•es"},
		{"ÉLU", "·ES", "·ES"},
		{"ÉLU", ".ES", ".ES"},
		{"citoyen", "·nes", "·nes"},
		{"citoyens", "·nes", "·nes"},
		{"citoyen", ".ne.s", ".ne.s"},
		{"acteur", "·rice·s", "·rice·s"},
		{"acteurs", ".trices", ".trices"},
		{"conseiller", ".ère.s", ".ère.s"},
		{"conseillers", "·ères", "·ères"},
		{"professionnel", ".les", ".les"},
		{"tous", "·tes", "·tes"},
		{"maire", "·sses", "·sses"},
		{"commune", "(s)", "(s)"},
		{"locaux", "·ales", "·ales"},

		{"fin", ".les élus", ""},
		{"avril", ".Les élus", ""},
		{"fin", ". Elle", ""},
		{"site", ".fr", ""},
		{"vis", "-à-vis", ""},
		{"peut", "-elle", ""},
		{"et", "/ou", ""},
		{"a", "·es", ""},
		{"commune", "(voir carte)", ""},
		{"élu", "", ""},
		{"élu", "·", ""},
		{"élu", "(e", ""},
	} {
		if got := c.rest[:inclusiveTail(c.base, c.rest)]; got != c.want {
			t.Errorf("%s + %q: %q, want %q", c.base, c.rest, got, c.want)
		}
	}
}

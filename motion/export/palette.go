package export

import "unanime/motion/export/typeset"

// The colours of the register, as on the pages of the site.
var (
	ink       = typeset.Color{0x17, 0x20, 0x2E} // text
	secondary = typeset.Color{0x45, 0x4E, 0x5C}
	tertiary  = typeset.Color{0x5E, 0x66, 0x72}
	brass     = typeset.Color{0x8A, 0x5A, 0x0B}
	hairline  = typeset.Color{0xD9, 0xCF, 0xBC}
	adopted   = typeset.Color{0x1B, 0x6B, 0x45} // words added
	rejected  = typeset.Color{0xA3, 0x26, 0x2B} // words withdrawn
)

// threads are the inks of the themes, in their order; from the ninth on they come
// again.
var threads = []typeset.Color{
	{0x12, 0x35, 0x5B}, {0x0B, 0x6E, 0x79}, {0xA8, 0x43, 0x2F}, {0x8A, 0x5F, 0x00},
	{0x6B, 0x1E, 0x4B}, {0x2F, 0x6B, 0x3A}, {0x5B, 0x4B, 0xB5}, {0x5A, 0x3A, 0x22},
}

// thread is the ink of the theme at that place, from 1; places below have none
// and are set in secondary ink.
func thread(place int) typeset.Color {
	if place < 1 {
		return secondary
	}
	return threads[(place-1)%len(threads)]
}

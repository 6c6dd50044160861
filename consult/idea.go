package consult

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// IdeaID names one claim of a contribution, the unit that is classified. A
// contribution is one idea, part 0, until it is cut; so an id says by itself
// where the idea comes from.
type IdeaID struct {
	Contribution ContributionID
	Part         uint8
}

// Whole is the idea that the whole contribution is.
func (id ContributionID) Whole() IdeaID { return IdeaID{Contribution: id} }

// String is "i217" for a whole contribution and "i217.2" for its second part, as
// in the sources of a proposition.
func (id IdeaID) String() string {
	if id.Part == 0 {
		return fmt.Sprintf("i%d", id.Contribution)
	}
	return fmt.Sprintf("i%d.%d", id.Contribution, id.Part)
}

// Compare orders ideas by contribution, then by part.
func (id IdeaID) Compare(other IdeaID) int {
	return cmp.Or(cmp.Compare(id.Contribution, other.Contribution), cmp.Compare(id.Part, other.Part))
}

// MarshalText writes the id as String does.
func (id IdeaID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (id *IdeaID) UnmarshalText(b []byte) (err error) {
	*id, err = ParseIdeaID(string(b))
	return err
}

// ParseIdeaID reads "i217" or "i217.2".
func ParseIdeaID(s string) (IdeaID, error) {
	number, part, cut := strings.Cut(strings.TrimPrefix(s, "i"), ".")
	n, err := strconv.ParseUint(number, 10, 64)
	if err != nil || n == 0 || !strings.HasPrefix(s, "i") {
		return IdeaID{}, fmt.Errorf("idea %q: %w", s, ErrNotFound)
	}
	id := ContributionID(n).Whole()
	if cut {
		p, err := strconv.ParseUint(part, 10, 8)
		if err != nil || p == 0 {
			return IdeaID{}, fmt.Errorf("idea %q: %w", s, ErrNotFound)
		}
		id.Part = uint8(p)
	}
	return id, nil
}

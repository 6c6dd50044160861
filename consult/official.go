package consult

// OfficialID numbers the officials of a congress from 1.
type OfficialID uint64

// Official is an elected person. The whole record is personal data: it is kept
// sealed under a key of the person's own.
type Official struct {
	ID         OfficialID
	Given      string
	Family     string
	Mandate    string // « adjointe au maire »
	Delegation string // « numérique et proximité »; may be empty
	Territory  Territory
	Email      string // empty for none
	Fictional  bool   // invented for a demonstration or a test
}

// Owner is the official: the record is sealed under their key.
func (o Official) Owner() OfficialID { return o.ID }

// Name is the full name in reading order.
func (o Official) Name() string {
	if o.Given == "" {
		return o.Family
	}
	return o.Given + " " + o.Family
}

// Territory is where the person is elected, by the official geographical code.
type Territory struct {
	INSEE      string // five characters, as "46042" or "2A004"
	Commune    string
	Department string // two or three characters, as "46", "2A", "973"
}

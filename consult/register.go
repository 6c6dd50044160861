package consult

import "time"

// Register is the consultation of one congress: every act goes through it.
type Register struct {
	Store    Store
	Congress CongressID
	Now      func() time.Time

	index index
}

// Read returns the congress as it stands.
func (r *Register) Read() (c Congress, err error) {
	err = r.Store.View(func(tx *Tx) error {
		c, err = tx.Congresses.Get(r.Congress)
		return err
	})
	return c, err
}

// scene is what an act needs: the congress, its records and the moment.
type scene struct {
	*Edition
	congress Congress
	now      time.Time
}

// phase returns ErrClosed unless one of the phases is open.
func (s scene) phase(open ...Phase) error {
	now := s.congress.PhaseAt(s.now)
	for _, p := range open {
		if p == now {
			return nil
		}
	}
	return ErrClosed
}

// act runs f in one Update after asking whether the actor may do it at all, and
// writes the journal line that f's object asks for: none for "".
func (r *Register) act(by Actor, act Act, f func(scene) (object string, err error)) error {
	if err := by.May(act); err != nil {
		return err
	}
	now := r.Now()
	return r.Store.Update(func(tx *Tx) error {
		c, err := tx.Congresses.Get(r.Congress)
		if err != nil {
			return err
		}
		ed := tx.Edition(r.Congress)
		object, err := f(scene{ed, c, now})
		if err != nil || object == "" {
			return err
		}
		return record(ed, now, by, act, object)
	})
}

// view runs f over one consistent state.
func (r *Register) view(f func(*Edition) error) error {
	return r.Store.View(func(tx *Tx) error { return f(tx.Edition(r.Congress)) })
}

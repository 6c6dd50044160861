package cluster

// changes is what people did to a classification, counted.
type changes struct {
	steps    int                  // of the journal
	decided  map[DecisionKind]int // decisions
	reruns   int
	accepted int // moves
	late     int // ideas
	pinned   int // ideas pinned at the end
	proposed int // ideas that the machine placed at first, and that are still there
	kept     int // those of them that are in the same theme at the end
}

// countChanges compares the first state of a recipe with the last. A theme that
// was merged is the one it was merged into.
func countChanges(r Recipe, made Replayed) changes {
	c := changes{steps: len(r.Journal), decided: map[DecisionKind]int{}}
	same := map[ThemeID]ThemeID{}
	for _, t := range made.First.Themes {
		same[t.ID] = t.ID
	}
	for _, step := range r.Journal {
		switch {
		case step.Decide != nil:
			c.decided[step.Decide.Kind]++
			if step.Decide.Kind == DecideMerge {
				for id, now := range same {
					if now == step.Decide.Theme {
						same[id] = step.Decide.Into
					}
				}
			}
		case step.Rerun != nil:
			c.reruns++
			c.accepted += len(step.Rerun.Accepted)
		default:
			c.late += len(step.Late)
		}
	}
	for _, p := range made.State.Places {
		if p.Pinned {
			c.pinned++
		}
		if first, ok := made.First.Place(p.Idea); ok && first.Theme != Unplaced {
			c.proposed++
			if same[first.Theme] == p.Theme {
				c.kept++
			}
		}
	}
	return c
}

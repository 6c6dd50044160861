package cluster

// communities counts the groups that neighbours make of themselves: one round of
// local moves and merges after another, as long as modularity grows (Blondel and
// others, « Fast unfolding of communities in large networks », 2008, at
// resolution 1). Rows are taken in order, so the count is always the same. Only
// communities of at least least rows are counted; weight counts the texts of a
// row.
func communities(g *graph, weight []float64, least float64) int {
	level := newNetwork(g.symmetric())
	of := make([]int32, len(weight)) // by row: its node
	for i := range of {
		of[i] = int32(i)
	}
	for {
		joined, count := level.join()
		if count == len(level.edges) {
			break
		}
		for i, node := range of {
			of[i] = joined[node]
		}
		level = level.shrink(joined, count)
	}
	size := make([]float64, len(level.edges))
	for i, node := range of {
		size[node] += weight[i]
	}
	count := 0
	for _, n := range size {
		if n >= least {
			count++
		}
	}
	return count
}

// network is a weighted graph; an edge is listed at both of its ends, one from a
// node to itself once, with twice its weight.
type network struct {
	edges  [][]neighbour
	degree []float64
	total  float64 // sum of degrees
}

func newNetwork(g *graph) *network {
	n := &network{edges: make([][]neighbour, len(g.from)-1)}
	for i := range n.edges {
		others, sims := g.of(i)
		for j, o := range others {
			n.edges[i] = append(n.edges[i], neighbour{o, sims[j]})
		}
	}
	n.measure()
	return n
}

func (n *network) measure() {
	n.degree = make([]float64, len(n.edges))
	for i, edges := range n.edges {
		for _, e := range edges {
			n.degree[i] += float64(e.sim)
		}
		n.total += n.degree[i]
	}
}

// passes bounds the rounds of local moves; they settle in about ten.
const passes = 30

// join moves each node to the community next to it that gains most, until none
// gains. It returns the community of each node, numbered from 0, and how many
// there are.
func (n *network) join() (of []int32, count int) {
	of = make([]int32, len(n.edges))
	sum := make([]float64, len(n.edges)) // by community: degrees
	for i := range of {
		of[i], sum[i] = int32(i), n.degree[i]
	}
	links := make([]float64, len(n.edges)) // by community: weight to the node
	for range passes {
		moved := false
		for i, edges := range n.edges {
			own := of[i]
			sum[own] -= n.degree[i]
			for _, e := range edges {
				if int(e.row) != i {
					links[of[e.row]] += float64(e.sim)
				}
			}
			best, most := own, links[own]-n.degree[i]*sum[own]/max(n.total, 1e-12)
			for _, e := range edges {
				c := of[e.row]
				if gain := links[c] - n.degree[i]*sum[c]/n.total; gain > most+1e-9 {
					best, most = c, gain
				}
			}
			for _, e := range edges {
				links[of[e.row]] = 0
			}
			sum[best] += n.degree[i]
			of[i] = best
			moved = moved || best != own
		}
		if !moved {
			break
		}
	}
	return renumber(of)
}

// renumber gives the numbers in use the numbers from 0, by first appearance.
func renumber(of []int32) ([]int32, int) {
	number := map[int32]int32{}
	for i, c := range of {
		if _, ok := number[c]; !ok {
			number[c] = int32(len(number))
		}
		of[i] = number[c]
	}
	return of, len(number)
}

// shrink makes one node of each community.
func (n *network) shrink(of []int32, count int) *network {
	members := make([][]int32, count)
	for i, c := range of {
		members[c] = append(members[c], int32(i))
	}
	out := &network{edges: make([][]neighbour, count)}
	links := make([]float64, count)
	for c, rows := range members {
		var met []int32
		for _, i := range rows {
			for _, e := range n.edges[i] {
				to := of[e.row]
				if links[to] == 0 {
					met = append(met, to)
				}
				links[to] += float64(e.sim)
			}
		}
		for _, to := range met {
			out.edges[c] = append(out.edges[c], neighbour{to, float32(links[to])})
			links[to] = 0
		}
	}
	out.measure()
	return out
}

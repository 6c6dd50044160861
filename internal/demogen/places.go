package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
)

type place struct {
	code, name, department string
	population             int
}

// readPlaces reads communes.tsv of assets/data: its README tells the steps.
func readPlaces(path string) ([]place, error) {
	table, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var list []place
	code := ""
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimSpace("x"+line), "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("%s: bad row %q", path, line)
		}
		step := f[0][1:]
		if len(step) == 5 {
			code = step
		} else {
			n, _ := strconv.Atoi(code[2:])
			by, err := strconv.Atoi(step)
			if err != nil {
				by = 1
			}
			code = fmt.Sprintf("%s%03d", code[:2], n+by)
		}
		population, err := strconv.Atoi(f[2])
		if err != nil {
			return nil, fmt.Errorf("%s: bad row %q", path, line)
		}
		list = append(list, place{code, f[1], departmentOf(code), population})
	}
	return list, nil
}

func departmentOf(code string) string {
	if code >= "97" {
		return code[:3]
	}
	return code[:2]
}

// Sizes of communes: upper bound of the population, and how many officials in a
// hundred come from there. Small communes are many but write less.
var (
	bounds = []int{500, 2000, 10_000, 50_000, 1 << 30}
	shares = []int{13, 24, 29, 21, 13}
)

// choosePlaces draws communes over many départements: seven overseas, four in
// the host's, one in each of others until there are enough, then a second.
func choosePlaces(chance *rand.Rand, places []place, n int) []place {
	departments := map[string][]place{}
	for _, p := range places {
		departments[p.department] = append(departments[p.department], p)
	}
	var mainland []string
	for code := range departments {
		if len(code) == 2 && code != host {
			mainland = append(mainland, code)
		}
	}
	slices.Sort(mainland)
	chance.Shuffle(len(mainland), func(i, j int) { mainland[i], mainland[j] = mainland[j], mainland[i] })
	// A third of the départements stays silent: the gauge shows who is missing.
	mainland = mainland[:len(mainland)*2/3]
	wanted := []string{host, host, host, host, "971", "972", "973", "974", "974", "976", "987", "988"}
	for i := 0; len(wanted) < n; i++ {
		wanted = append(wanted, mainland[i%len(mainland)])
	}
	var chosen []place
	for _, code := range wanted {
		chosen = append(chosen, onePlace(chance, departments[code], chosen))
	}
	return chosen
}

// onePlace draws a size, then a commune of that size not yet chosen; a
// département without any is asked again.
func onePlace(chance *rand.Rand, places, chosen []place) place {
	for {
		size := weighted(chance, shares)
		var fit []place
		for _, p := range places {
			if p.population > 0 && p.population < bounds[size] && (size == 0 || p.population >= bounds[size-1]) && !slices.Contains(chosen, p) {
				fit = append(fit, p)
			}
		}
		if len(fit) > 0 {
			return fit[chance.IntN(len(fit))]
		}
	}
}

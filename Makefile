# Every task of the repository; "make" alone lists them.

LISTEN   ?= :8080
FUZZTIME ?= 5s
GO       ?= go

.PHONY: help
help: ## lists the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## starts the demonstration on http://localhost:8080 (LISTEN=:9000 for another port)
	./bin/unanime demo --listen $(LISTEN)

.PHONY: build
build: ## builds bin/unanime
	$(GO) build -o bin/unanime ./cmd/unanime

# Browser tests skip themselves where they cannot run; this says so plainly.
.PHONY: test
test: ## runs all tests, those in a browser too where one can be had
	@web/journeys/install >/dev/null 2>&1 || echo 'Browser tests are skipped here: “make browser” says what is missing.'
	$(GO) test ./...

.PHONY: race
race: ## runs all tests with the race detector
	$(GO) test -race ./...

# One package and one target at a time: the go command takes no more.
.PHONY: fuzz
fuzz: ## runs each fuzz target for a few seconds (FUZZTIME=5s)
	@grep -rEo --include='*_test.go' --exclude-dir=node_modules '^func Fuzz[A-Za-z0-9_]*' . | sort | \
	while IFS=: read -r file target; do \
		target=$${target#func }; echo "$$(dirname $$file) $$target"; \
		$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x "$$(dirname $$file)" || exit 1; \
	done

.PHONY: soak
soak: ## runs each fuzz target for five minutes
	@$(MAKE) fuzz FUZZTIME=5m

.PHONY: bench
bench: ## runs the benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

.PHONY: assets
assets: ## builds the committed bundle from the islands and the styles
	@if [ -f assets/islands/package-lock.json ]; then cd assets/islands && npm ci --no-audit --no-fund --loglevel=error; fi
	$(GO) run ./internal/bundle

.PHONY: lint
lint: ## runs gofmt, go vet and staticcheck
	@unformatted=$$(git ls-files -co --exclude-standard -- '*.go' | xargs gofmt -l); \
	if [ -n "$$unformatted" ]; then echo "Run gofmt -w on:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# Arrows, file sizes, licences, goldens and the freshness of the bundle are
# tests: race runs them.
.PHONY: check
check: lint race ## all that must hold before a change is proposed

.PHONY: browser
browser: ## installs what the browser tests need
	@web/journeys/install

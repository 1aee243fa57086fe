# Whatever continuous integration does, a person can do with one of these.
.PHONY: help run test check e2e bench budget screenshots build
.DEFAULT_GOAL := help

SETUP := ./xtask/setup.sh
XTASK := ./xtask/xtask.sh

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):.*## /  make \1\t/p' Makefile | expand -t 22

run: ## build what is missing and serve the demonstration province on http://127.0.0.1:3000 (data under var/)
	@$(SETUP) rust npm
	@exec $(XTASK) serve

test: ## the whole suite; ends with one line "N passed, N failed"
	@$(SETUP) rust npm chromium firefox postgres readers
	@exec $(XTASK) test $(PART)

check: ## formatting, lints of both builds, licences, wasm graph, documentation links
	@$(SETUP) rust npm
	@exec $(XTASK) check

e2e: ## the journeys alone, in Chromium with and without script and in Firefox
	@$(SETUP) rust npm chromium firefox
	@exec $(XTASK) test journeys firefox

bench: ## every figure of the design's table beside its bound
	@$(SETUP) rust npm chromium postgres
	@exec $(XTASK) bench $(PART)

budget: ## bytes of a first visit; fails when a bound is exceeded
	@$(SETUP) rust npm
	@exec $(XTASK) budget

screenshots: ## the pictures of the README
	@$(SETUP) rust npm chromium
	@exec $(XTASK) screenshots

build: ## the browser module and the release program, nothing started
	@$(SETUP) rust npm
	@exec $(XTASK) build

# Homeward on one machine. `make` alone explains itself.
# PYTHON=… names the Python to make .venv with; ARGS=… is handed to pytest.

.DEFAULT_GOAL := help

python := .venv/bin/python
# Starts PostgreSQL and Redis for one command when they are not running, and stops them after it.
served := $(python) -m backend.embedded with --
benches := $(patsubst tests/bench/%.py,bench-%,$(shell grep -l __main__ tests/bench/*.py))
# One more than there are cores, since tests also wait for browsers and workers; four at most.
workers = $(shell cores=$$(getconf _NPROCESSORS_ONLN); echo $$((cores < 4 ? cores + 1 : 4)))
export PYTHON ARGS
# Some containers forbid it, which costs each process half a second and each test worker three.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test lint demo bench faults screenshots messages lock down wipe checks tests local dev $(benches)

help: ## Show this
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: local ## Start Homeward with demo data; Ctrl-C stops everything
	@exec $(python) -m backend.embedded run

test: dev ## Run all checks and tests on real PostgreSQL and Redis
	@$(served) $(MAKE) --no-print-directory --jobs=2 --output-sync=target --keep-going checks tests

lint: dev ## Run the checks only
	@$(served) $(MAKE) --no-print-directory checks

demo: local ## Show the main job from an imported list to a job found
	@$(served) $(python) manage.py demo

bench: $(benches) ## Measure speed: every bench-… of tests/bench

$(benches): bench-%: dev
	@$(served) $(python) -m tests.bench.$*

faults: dev ## Kill parts at work, and count what was lost or doubled: tests marked so
	@$(served) $(python) -m pytest -m faults $$ARGS

screenshots: dev ## Take pictures of a running Homeward (`make run` first)
	@$(python) manage.py screenshots $$ARGS

messages: dev ## Collect the texts to translate, compile the translations, name the gaps
	@$(served) sh -c '$(python) manage.py messages extract && $(python) manage.py messages compile && $(python) manage.py messages check'

lock: dev ## Choose the newest allowed versions again, with hashes and without addresses
	@for list in uv base local dev; do \
		$(python) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header \
			--generate-hashes --no-emit-index-url --no-emit-find-links \
			requirements/$$list.in --output-file requirements/$$list.txt || exit 1; \
	done

down: local ## Stop PostgreSQL and Redis, if they were left running
	@$(python) -m backend.embedded down

wipe: local ## Stop them and delete their data, to begin anew
	@$(python) -m backend.embedded wipe

checks:
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	.venv/bin/lint-imports --no-logo
	$(python) -m mypy .
	$(python) manage.py messages check
	$(python) manage.py makemigrations --check --dry-run
	$(python) manage.py lintmigrations --settings backend.settings.test

# "+": shown as it goes, while the output of the checks beside it is kept together.
tests:
	$(python) manage.py messages compile
	$(python) manage.py compile_titles --settings backend.settings.test
	$(python) manage.py compile_matching --settings backend.settings.test
	+$(python) -m pytest -n $(workers) $$ARGS

local dev:
	@requirements/install.sh $@

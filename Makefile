# Everything one does with this repository. `make` alone lists the commands.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8000
V := .venv/bin

# Python 3.11 or newer: the machine's `python3` when it is new enough, else the newest one that is there.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
endif

# What the checks pretend to be: production, with a key that protects nothing.
CHECKS := env -u DATABASE_URL -u MEDIAL_DEMO -u DEBUG ENV_FILE=/dev/null \
	SECRET_KEY=for-the-checks-only-0123456789-abcdefghijklmnopqrstuvwxyz
PYTEST := env -u DATABASE_URL $(V)/python -m pytest
# They take the machine for themselves: servers under fifty writers that have to be back within ten seconds.
SURVIVAL := tests/survival
ON_POSTGRES := $(V)/python -m tools.postgres $(V)/python -m pytest --database=postgresql
# A browser on a busy machine is late at times: a journey that failed is tried again, and is named with what it said.
PATIENTLY := -n auto --reruns 2 --max-suite-reruns 12 --rerun-show-tracebacks

.PHONY: help run test soak check format lock bench clean python ready
.PHONY: check-form check-lint check-types check-scripts check-layers check-templates check-settings check-migrations
.PHONY: check-links

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

run: python ## start the demo club on http://127.0.0.1:8000 (another port: make run PORT=8001)
	@$(PYTHON) -m tools.run --port "$(PORT)"

test: python ## run every test: SQLite, PostgreSQL, a real browser; and the coverage gates
	@$(PYTHON) -m tools.prepare packages checks css browser postgres
	@rm -f .coverage .coverage.*
	$(PYTEST) --ignore=tests/journeys --ignore=$(SURVIVAL) -n auto --cov --cov-report=
	$(ON_POSTGRES) --ignore=tests/journeys --ignore=$(SURVIVAL) -n auto
	$(V)/coverage report --include='*/domain/*' --fail-under=100
	$(V)/coverage report --omit='*/domain/*' --fail-under=95
	$(PYTEST) $(SURVIVAL)
	$(PYTEST) tests/journeys $(PATIENTLY)
	$(ON_POSTGRES) tests/journeys -m stores $(PATIENTLY)

soak: python ## run the long tests at their full length: kills and backups under fifty writers, and thousands of odd requests
	@$(PYTHON) -m tools.prepare packages checks postgres
	SOAK=on $(PYTEST) $(SURVIVAL) -rP
	SOAK=on $(ON_POSTGRES) tests/config/test_backup.py
	SOAK=on $(PYTEST) tests/config/test_backup.py
	HYPOTHESIS_PROFILE=soak $(ON_POSTGRES) tests/fuzz -n auto

check: ready ## run every check that is not a test: form, types, scripts, layers, templates, settings, links
	@$(MAKE) --no-print-directory --keep-going check-form check-lint check-types check-scripts \
		check-layers check-templates check-settings check-migrations check-links

check-form:
	$(V)/ruff format --check
check-lint:
	$(V)/ruff check
check-types:
	$(CHECKS) $(V)/mypy
# The machine's node, else the one in the virtual environment.
check-scripts:
	PATH="$$PATH:$(CURDIR)/$(V)"; for part in tsconfig.json tsconfig.worker.json tests/js/tsconfig.json; do \
		node_modules/.bin/tsc --project "$$part" || exit 1; done
check-layers:
	$(V)/lint-imports --no-logo
check-templates:
	$(V)/djlint templates --lint --quiet
check-settings:
	$(CHECKS) $(V)/python manage.py check --deploy --fail-level WARNING
check-migrations:
	$(CHECKS) $(V)/python manage.py makemigrations --check --dry-run
check-links:
	$(V)/python -m tools.links

format: ready ## bring the code into its form
	$(V)/ruff check --fix
	$(V)/ruff format

lock: ready ## look for newer versions and write the lock files again
	@$(V)/python -m tools.lock

bench: ready ## print queries, bytes and server time of the main pages
	@$(PYTHON) -m tools.prepare browser
	@$(V)/python -m tools.bench

clean: ## remove what can be made again; the demo's database and uploads in var/ stay
	rm -rf .venv node_modules static/vendor var/static var/static.stamp var/lock var/*.log test-results htmlcov .coverage .coverage.*
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

ready: python
	@$(PYTHON) -m tools.prepare packages checks css scripts

python:
	@test -n "$(PYTHON)" || { echo "Medial needs Python 3.11 or newer, and this machine has" \
	"$$(python3 --version 2>/dev/null || echo none). Install one, or name it: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Medial needs Python 3.11 or newer," \
	"and $(PYTHON) is $$("$(PYTHON)" --version 2>&1). Name a newer one: make run PYTHON=/path/to/python3" >&2; exit 1; }

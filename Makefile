# School Desk: `make run` opens a demo school, `make test` runs everything. Both set up what they need.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
# The first interpreter that is new enough; it is only needed to make the virtual environment.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
LOCK = $(firstword $(shell sha256sum requirements/$(1).txt pyproject.toml packaging/build_hook.py | sha256sum))
RUN_STAMP := $(VENV)/.run-$(call LOCK,run)
DEV_STAMP := $(VENV)/.dev-$(call LOCK,dev)
PIP := $(PY) -m pip --disable-pip-version-check --no-input --quiet --quiet
CATALOGUES := $(wildcard locales/*/LC_MESSAGES/school_desk.po)
COMPILED := $(CATALOGUES:locales/%.po=school_desk/locales/%.mo)
TIME ?= 600
SEED ?= 1
ARGS ?=

# Windows of tests and benchmarks are drawn in memory; QT_QPA_PLATFORM=xcb shows them.
test check bench soak: export QT_QPA_PLATFORM ?= offscreen
test check: SYSTEM := --tests

.PHONY: help run test check format bench soak locales catalogues lock system clean

help: ## say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: $(RUN_STAMP) catalogues system ## open the window on a demo school; without a display, draw the same journey
	@$(PY) -m school_desk --demo $(ARGS)

# A test process for each core; tests that fill disks, take files away and set clocks back have one
# of their own. What fails among the others is tried once more by itself, and said: a fault comes again,
# a moment in which the machine had no time does not.
define tried
$(PY) -m pytest $(1) $(2) || { [ $$? -eq 1 ] && echo "By itself, once more, what failed:" && \
	$(PY) -m pytest $(1) --last-failed --last-failed-no-failures none; }
endef

test: $(DEV_STAMP) catalogues system ## run every test (ARGS="-k marks" for some)
ifeq ($(strip $(ARGS)),)
	@$(call tried,--ignore=tests/robustness,--numprocesses auto --dist loadfile)
	@$(call tried,tests/robustness,)
else
	@$(PY) -m pytest $(ARGS)
endif

check: $(DEV_STAMP) catalogues system ## format, lint, types, tests, translations: all must be green
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -m pytest --numprocesses auto --dist loadfile --ignore=tests/robustness $(ARGS)
	@$(PY) -m pytest tests/robustness $(ARGS)

format: $(DEV_STAMP) ## put the code into the house's form
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

bench: $(DEV_STAMP) catalogues system ## measure the budgets of benchmarks/RESULTS.md
	@$(PY) -m benchmarks $(ARGS)

soak: $(DEV_STAMP) catalogues system ## kill the program at random moments for TIME seconds, from SEED
	@$(PY) -m tests.soak --seconds $(TIME) --seed $(SEED) $(ARGS)

locales: $(RUN_STAMP) ## collect the texts of the code into the catalogues of each language
	@$(PY) packaging/catalogues.py

catalogues: $(COMPILED)

$(COMPILED) &: $(CATALOGUES) packaging/build_hook.py | $(RUN_STAMP)
	@$(PY) packaging/build_hook.py > /dev/null

lock: ## choose newer libraries: write requirements/ anew, with the hashes of every platform's files
	@$(PY) -m pip install --quiet uv
	@for group in dev run; do $(PY) -m uv --no-config pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --group $$group \
		$$([ $$group = dev ] || echo --constraints requirements/dev.txt) pyproject.toml \
		--output-file requirements/$$group.txt; done

system: $(RUN_STAMP) ## see that the system libraries behind Qt are there; install them where that is possible
	@$(PY) packaging/system_needs.py $(SYSTEM)

clean: ## forget everything that can be made again
	@rm -rf $(VENV) build dist out school_desk/locales .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A virtual environment is stamped with the hash of what it was made from.
$(PY):
	@[ -n "$(PYTHON)" ] || { echo "School Desk needs Python 3.11 or newer (on Debian: apt-get install python3-venv)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python's venv module is missing (on Debian: apt-get install python3-venv)."; exit 1; }

$(RUN_STAMP): | $(PY)
	@echo "Setting up $(VENV): the program's libraries ..."
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/.run-*; touch $@

$(DEV_STAMP): $(RUN_STAMP)
	@echo "Setting up $(VENV): the tools of tests ..."
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@rm -f $(VENV)/.dev-*; touch $@

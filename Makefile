# What a person runs here. Everything lives in .venv; nothing is installed anywhere else.
#   make run          the app               make test         the tests
#   make demo         the app, filled       make check        all that CI runs
#   make bench        the speeds            make screenshots  the pictures in the docs
#   make lock         the locks anew (UPGRADE=--upgrade for newer versions)
#   make torture      the long tests of faults (TIMES=1000 SEED=7 TESTS=tests/torture/test_x.py)

PYTHON ?= python3
UPGRADE ?=
TESTS ?=
# How often each of the long tests tries, and which random moments it takes.
TIMES ?=
SEED ?=
# Tests wait for screens to come to rest, so one worker more than there are cores.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(os.cpu_count() + 1)')

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input install
OLD_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

# Set by some shells and machines, these would send an installation out of .venv.
unexport PYTHONHOME PYTHONPATH PIP_PREFIX PIP_TARGET PIP_USER VIRTUAL_ENV

.PHONY: run demo test lint check bench torture screenshots lock clean
.DELETE_ON_ERROR:

run: $(VENV)/.ready-to-run
	@$(BIN)/journal

demo: $(VENV)/.ready-to-run
	@$(BIN)/journal demo

test: $(VENV)/.ready-to-develop
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(TESTS)

lint: $(VENV)/.ready-to-develop
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: lint test

bench: $(VENV)/.ready-to-develop
	@$(BIN)/python -m bench

torture: $(VENV)/.ready-to-torture
	@TORTURE_TIMES=$(TIMES) TORTURE_SEED=$(SEED) $(BIN)/python -m pytest -m torture -s \
		--timeout=0 $(or $(TESTS),tests)

screenshots: $(VENV)/.ready-to-develop
	@$(BIN)/python docs/screenshots.py

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(UPGRADE)

lock: $(VENV)/.ready-to-develop
	@$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	@$(COMPILE) pyproject.toml --group dev --constraint requirements.lock \
		--output-file requirements-dev.lock

clean:
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache snapshot_report.html
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c '$(OLD_ENOUGH)' || { \
		echo "The journal needs Python 3.11 or newer, and '$(PYTHON)' is not that." \
			"If another is installed, name it: make $(or $(MAKECMDGOALS),run) PYTHON=python3.12" >&2; \
		exit 1; }
	@$(BIN)/python -c 'import pip; $(OLD_ENOUGH)' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.ready-to-run: $(VENV)/.made requirements.lock pyproject.toml
	@echo "Setting up the journal in $(VENV); this happens once and takes about a minute."
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-to-develop: $(VENV)/.made requirements-dev.lock pyproject.toml
	@echo "Setting up the tools for the tests in $(VENV); this happens once and takes about a minute."
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.ready-to-run

# An older pip can't read a group itself.
GROUP := import tomllib; \
	print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["torture"], sep="\n")

$(VENV)/.ready-to-torture: $(VENV)/.ready-to-develop
	@$(BIN)/python -c '$(GROUP)' | $(PIP) --requirement /dev/stdin
	@touch $@

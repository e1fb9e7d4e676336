# Every target is what a person could type; `.venv` is made on first use.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test fast fix check bench clean

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: .venv/installed            ## the main job, from nothing to the last notice
	$(BIN)/onego demo $(ARGS)

test: .venv/installed            ## every test this machine can run
	$(BIN)/pytest $(ARGS)

fast: .venv/installed            ## the pure tests, about a second
	$(BIN)/pytest -q tests/matters tests/forms tests/house

fix: .venv/installed             ## format, and lint with fixes
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: .venv/installed           ## this is green
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

bench: .venv/installed           ## the speed table
	$(BIN)/python -m bench $(ARGS)

clean:
	rm -rf .venv data

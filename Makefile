# Two commands for a stranger: `make demo` and `make test`. `make help` lists the rest.
PORT ?= 8000
DATA ?=
AGAIN ?=
PY = .venv/bin/python

.PHONY: help setup demo test check format bench nightly lock browser

help:
	@echo "make demo     the demo company at http://127.0.0.1:$(PORT) (PORT= and DATA= may be given; AGAIN=1 makes it anew)"
	@echo "make test     the whole suite, browser journeys included"
	@echo "make check    format, lint, types, the house's contract, migrations"
	@echo "make format   Python and templates put into shape"
	@echo "make bench    the figures of docs/benchmarks.md (SCALE=10 for ten times the data)"
	@echo "make nightly  fault, load and long runs"
	@echo "make lock     compile requirements/*.txt anew"

# What Dugout runs on; without tests and checks, so that a first look is quick.
.venv/.runs: requirements/base.txt tools/bootstrap.py pyproject.toml
	@python3 tools/bootstrap.py base

.venv/.develops: requirements/dev.txt requirements/base.txt tools/bootstrap.py pyproject.toml
	@python3 tools/bootstrap.py dev

setup: .venv/.develops

demo: .venv/.runs
	@.venv/bin/dugout demo --port $(PORT) $(if $(DATA),--data "$(DATA)") $(if $(AGAIN),--again)

browser: .venv/.develops
	@$(PY) tools/browser.py

# Kept bytecode: two processes read the suite, and start a hundred others.
test: export PYTHONDONTWRITEBYTECODE =
# tests/workers.py shares the tests out.
test: .venv/.develops browser
	@$(PY) -m pytest -n 2 -m "not nightly" -q

check: .venv/.develops
	@.venv/bin/ruff format --check .
	@.venv/bin/djangofmt --check dugout/web
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/deptry .
	@$(PY) -m pytest tests/architecture -q
	@$(PY) tools/check_migrations.py

format: .venv/.develops
	@.venv/bin/ruff format .
	@.venv/bin/djangofmt dugout/web

bench: .venv/.develops
	@$(PY) -m bench $(if $(SCALE),--scale $(SCALE))

nightly: .venv/.develops browser
	@$(PY) -m pytest -q -m nightly

lock: .venv/.develops
	@.venv/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements/base.in requirements/build.in -o requirements/base.txt -q
	@.venv/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements/dev.in -o requirements/dev.txt -q

# Everything here starts from python3 (3.11 or newer) and make, and nothing else.
#   make demo    two invented counties, imported and worked through to a release, then the site
#   make test    every test on SQLite, and on PostgreSQL every one that touches a database
PYTHON ?= python3
BIN := .venv/bin
SERVE ?= 1
PORT ?= 8000
WORKERS ?= 2
# Slow tests that start a home on SQLite or read files alone: nothing in them changes with DATABASE_URL.
SAME_ON_BOTH := $(addprefix --ignore=tests/,intake web/test_axe.py cli/test_demo.py benefits/test_spark.py)
WORDS := $(wildcard src/gainful/*/locale/*/LC_MESSAGES/*.po)

.PHONY: help setup demo demo-site serve test test-sqlite test-postgres test-slow check format bench lock clean

help:
	@sed -n '2,3p' Makefile; echo "#   make check   lint, types, contracts, migrations, pack, documentation"; \
	echo "#   make setup   the environment alone; the other targets call it"

setup: .venv/.ready .venv/.words

.venv/.ready: requirements.txt package-lock.json pyproject.toml
	@$(PYTHON) tools/setup.py

.venv/.words: .venv/.ready $(WORDS)
	@$(BIN)/python tools/translations.py && touch $@

demo: setup
	@$(BIN)/gainful demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve,)

demo-site: setup
	@$(BIN)/gainful demo --site --port $(PORT)

serve: setup
	@$(BIN)/gainful serve --port $(PORT)

test: test-sqlite test-postgres

test-sqlite: setup
	@echo "== tests on SQLite"
	@$(BIN)/python -m pytest -n $(WORKERS) -m "not slow" -q

test-postgres: setup
	@echo "== tests on PostgreSQL"
	@$(BIN)/python tools/postgres.py $(BIN)/python -m pytest -n $(WORKERS) -m "not slow" -q

test-slow: setup
	@echo "== slow tests on SQLite, then on PostgreSQL (a browser is needed)"
	@$(BIN)/python tools/debian.py chromium fonts-noto-cjk
	@$(BIN)/python -m pytest -n $(WORKERS) -m slow -q
	@$(BIN)/python tools/postgres.py $(BIN)/python -m pytest -n $(WORKERS) -m slow -q $(SAME_ON_BOTH)

check: setup
	@$(BIN)/ruff check src tests tools bench
	@$(BIN)/ruff format --check -q src tests tools bench
	@$(BIN)/lint-imports --config .importlinter
	@$(BIN)/mypy
	@$(BIN)/python tools/migrations.py
	@$(BIN)/gainful pack check
	@$(BIN)/python -m pytest tests/shape -q

format: setup
	@$(BIN)/ruff check --fix -q src tests tools bench; $(BIN)/ruff format -q src tests tools bench

bench: setup
	@for file in bench/*.py; do echo "== $$file"; $(BIN)/python $$file; done

lock:
	@$(PYTHON) -m venv var/lock && var/lock/bin/pip install -q uv && var/lock/bin/uv pip compile -q pyproject.toml \
	  --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.txt

clean:
	rm -rf .venv node_modules var

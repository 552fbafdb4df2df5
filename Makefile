# Two commands matter: `make demo` and `make test`. The rest is for those who change the code.
PYTHON ?= python3
PORT ?= 8420
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
OLD := Holdspace needs Python 3.11 or newer; name one with "make PYTHON=python3.12 ..."

ATTACK_ROUNDS ?= 200
SOAK_KILLS ?= 300

.PHONY: demo test attack soak check lint types contracts bench lock postgres clean

demo: $(VENV)/.installed
	@$(BIN)/holdspace demo --port $(PORT)

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 4

attack: $(VENV)/.installed-dev
	HOLDSPACE_ATTACK_ROUNDS=$(ATTACK_ROUNDS) $(BIN)/python -m pytest -n 2 --dist worksteal tests/attacks

soak: $(VENV)/.installed-dev
	SOAK_KILLS=$(SOAK_KILLS) $(BIN)/python -m pytest -s tests/soak

check: lint types contracts test

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

contracts: $(VENV)/.installed-dev
	$(BIN)/lint-imports

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench

lock: $(VENV)/.installed-dev
	$(BIN)/python -m uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 \
		--group build pyproject.toml -o requirements.lock
	$(BIN)/python -m uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 \
		--extra postgres --group build -c requirements.lock pyproject.toml -o requirements-postgres.lock
	$(BIN)/python -m uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 \
		--extra postgres --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

# The driver for PostgreSQL, which SQLite users need not have.
postgres: $(VENV)/.installed
	@$(PIP) install --require-hashes -r requirements-postgres.lock

clean:
	rm -rf $(VENV) build *.egg-info var

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo '$(OLD)'; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# The project itself is installed without its dependencies: those come from the lock, by hash.
$(VENV)/.installed: requirements.lock pyproject.toml $(VENV)/bin/python
	@echo "Installing what Holdspace needs (once) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing what the tests need (once) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

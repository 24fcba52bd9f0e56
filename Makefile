# Works with GNU make and BSD make. `make help` lists what there is.
PYTHON = python3
ARGS =
ROUNDS = 200
BIN = .venv/bin

.PHONY: help run setup setup-dev test check bench faults lock screenshot

help:
	@echo 'make run         start Followthrough here       make run ARGS="--demo --port 9000"'
	@echo 'make test        run every test this machine can  make test ARGS="-k policy"'
	@echo 'make check       style, types, templates, import rules, migrations, and the fast tests'
	@echo 'make bench       measure'
	@echo 'make faults      break the reminders on purpose    make faults ROUNDS=200'
	@echo 'make lock        resolve the dependencies anew (needs uv)'
	@echo 'make screenshot  take the pictures of the documentation anew'
	@echo 'PYTHON=python3.12 names the Python to use; it must be 3.11 or later.'

run: setup
	@exec $(BIN)/python manage.py up $(ARGS)

# The version is asked here, for an old Python cannot even read the script.
setup:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'followthrough: Python 3.11 or later is needed; name one: make PYTHON=python3.12 ...' >&2; exit 1; }
	@$(PYTHON) config/run/install.py requirements.lock

setup-dev: setup
	@$(PYTHON) config/run/install.py requirements-dev.lock

test: setup-dev
	@$(BIN)/python -m tests.run $(ARGS)

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	SECRET_KEY=check-only $(BIN)/mypy .
	$(BIN)/lint-imports
	SECRET_KEY=check-only $(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python -m tests.run --fast $(ARGS)

bench: setup-dev
	@$(BIN)/python -m bench $(ARGS)

faults: setup-dev
	@$(BIN)/python -m tests.faults --rounds $(ROUNDS) $(ARGS)

lock:
	uv pip compile --universal --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --group dev pyproject.toml -o requirements-dev.lock

screenshot: setup-dev
	@$(BIN)/python -m docs.screenshot $(ARGS)

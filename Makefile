# Two commands from a bare clone: `make demo` and `make test`. Both make .venv first; only python3 (3.11 to 3.13) and make are needed.

PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help demo test lint types docs compiled bench lazy fuzz audit lock wheel check clean

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/'

demo: .venv/installed ## set up and check the example drafts
	@$(BIN)/python examples/demo.py

test: .venv/developed ## set up and run the tests
	$(BIN)/python -m pytest

lint: .venv/developed ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/developed ## static types
	$(BIN)/mypy

docs: .venv/developed ## write the generated parts of the documentation again
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/man.py

compiled: .venv/installed ## compile the rules in this checkout once, so that each run starts sooner
	$(BIN)/python -c "from confidcheck.compiled import write_shipped; write_shipped()"

bench: .venv/developed compiled ## measure speed and memory against bare spaCy and presidio (some minutes)
	$(BIN)/python -m compileall -q src
	$(BIN)/python benchmarks/run.py

lazy: .venv/developed ## hold lazy against eager evaluation on every draft of the corpus (half an hour)
	$(BIN)/python -m pytest -m slow tests/test_lazy.py

SECONDS ?= 120
fuzz: .venv/developed ## fuzz every target for SECONDS (120) each
	$(BIN)/python -m pip install --quiet --group fuzz
	for target in inputs phrase rules check rewording; do $(BIN)/python fuzz/run.py $$target $(SECONDS) || exit 1; done

audit: .venv/developed ## ask for known weaknesses of the dependencies
	$(BIN)/python -m pip install --quiet pip-audit
	$(BIN)/python tests/audit.py

lock: .venv/developed ## write down the versions that are installed
	(echo "# The versions that the tests last ran with. Made by: make lock"; $(BIN)/python -m pip freeze --exclude-editable | grep ==) > requirements-dev.lock

wheel: .venv/developed ## build the wheel and try it in a fresh environment, from another directory
	$(BIN)/python -m pip install --quiet build
	$(BIN)/python -m build --wheel --outdir dist
	$(BIN)/python tests/try_wheel.py dist

check: test lint types wheel ## everything that CI runs

clean: ## remove what the other commands made
	rm -rf .venv dist build

.venv/bin/python:
	$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else "confidcheck needs Python 3.11, 3.12 or 3.13; set PYTHON=python3.x")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/developed: .venv/installed
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

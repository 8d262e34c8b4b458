# Two commands do all the set-up: `make run` serves the sample pages, `make test` checks everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
INSTALLED := $(VENV)/.installed

.PHONY: run test check format clean

run: $(INSTALLED)
	$(BIN)/noticesearch reindex sample_docs --index index --yes
	$(BIN)/noticesearch serve --index index --port $(PORT)

test: check
	$(BIN)/python tools/ensure_chromium.py
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(INSTALLED): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("noticesearch needs Python 3.11 or later, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fast,watch,formats,dev]'
	touch $@

clean:
	rm -rf $(VENV) index .mypy_cache .ruff_cache .pytest_cache .hypothesis

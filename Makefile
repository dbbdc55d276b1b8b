# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
CHROMIUM ?= /usr/bin/chromium

.PHONY: run test lint browser

run: $(VENV)/run
	$(VENV)/bin/lotse serve --sample

test: $(VENV)/test browser lint
	$(VENV)/bin/pytest

lint: $(VENV)/test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

# The browser of the page tests is Debian's; only root may install it.
browser:
	@if [ -x "$(CHROMIUM)" ]; then :; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -q && apt-get install -qy --no-install-recommends chromium; \
	else echo "Für die Tests der Seiten fehlt chromium: sudo apt-get install chromium" >&2; exit 1; fi

$(VENV)/run: pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install -q -e .
	touch $@

$(VENV)/test: pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install -q -e '.[dev,ocr]'
	touch $@ $(VENV)/run

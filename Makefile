# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
DEBIAN := chromium tesseract-ocr tesseract-ocr-deu

.PHONY: run test lint style types pytest debian

run: $(VENV)/run
	$(VENV)/bin/lotse serve --sample

# Types are checked beside the tests, since that takes minutes of one processor alone.
test: debian style
	$(MAKE) --no-print-directory -j 2 types pytest

pytest: $(VENV)/test
	$(VENV)/bin/pytest -n 2 --dist worksteal

lint: style types

style: $(VENV)/test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/test
	$(VENV)/bin/mypy

# Debian's programs that the tests drive: a browser for the pages, text recognition for scans; only root installs.
debian:
	@missing=$$(for name in $(DEBIAN); do dpkg -s $$name >/dev/null 2>&1 || echo $$name; done); \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -q && apt-get install -qy --no-install-recommends $$missing; \
	else echo "Für die Tests fehlt noch: sudo apt-get install" $$missing >&2; exit 1; fi

$(VENV)/run: pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install -q -e .
	touch $@

$(VENV)/test: pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install -q -e '.[dev,ocr]'
	touch $@ $(VENV)/run

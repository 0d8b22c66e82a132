# Two commands matter: `make run` and `make test`. Each sets up everything it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
UTMOST_ADDRESS ?= 127.0.0.1
export UTMOST_ADDRESS
# Tests start many processes: what one of them compiles, the next ones find compiled.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test quick nightly lint bench docs advisories licences tour revision lock packages clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## Open Utmost on this machine (http://127.0.0.1:8501)
	@echo "Utmost: http://$(UTMOST_ADDRESS):$(PORT)"
	@$(BIN)/streamlit run server.py --server.address "$(UTMOST_ADDRESS)" --server.port $(PORT)

# Four parts next to each other, each with one thread for polars, which runs the many small queries
# of the tests sooner than several do: many tests wait for another process, so two cores have room
# for four. What the lint and the others print follows the third. The browser's tests are a process of
# their own: Streamlit's own test runner must not be in it.
FIRST := tests/attribution tests/pages tests/server
SECOND := tests/changes tests/events tests/fuzz tests/imports tests/metrics tests/sources tests/store
THIRD := --ignore=tests/browser $(FIRST:%=--ignore=%) $(SECOND:%=--ignore=%)
TESTS := $(BIN)/python -m pytest
ALONE := POLARS_MAX_THREADS=1 $(TESTS)
# The examples in docstrings. Alembic's env.py is a script that only Alembic can start.
EXAMPLES := data metrics report i18n ui cli --ignore=data/store/migrations

test: $(VENV)/.dev packages ## Run every check and every test
	@said=$$(mktemp -d); \
	$(ALONE) -p no:cacheprovider $(FIRST) >"$$said/first" 2>&1 & first=$$!; \
	$(ALONE) -p no:cacheprovider $(SECOND) >"$$said/second" 2>&1 & second=$$!; \
	($(MAKE) -s lint; lint=$$?; $(ALONE) -p no:cacheprovider tests/browser && exit $$lint) >"$$said/seen" 2>&1 & seen=$$!; \
	$(ALONE) --doctest-modules $(EXAMPLES); examples=$$?; \
	$(ALONE) $(THIRD); third=$$?; \
	wait $$seen; seen=$$?; wait $$second; second=$$?; wait $$first; first=$$?; \
	cat "$$said/seen" "$$said/second" "$$said/first"; rm -r "$$said"; \
	test $$examples -eq 0 && test $$third -eq 0 && test $$second -eq 0 && test $$first -eq 0 && test $$seen -eq 0

quick: $(VENV)/.dev ## Run what a change needs, in a minute and a half
	@$(BIN)/python -m tests.quick

# A failure is seen again with the seed that is printed, or with the blob of its own message.
SEED ?= $(shell date +%s)
WHERE ?= tests
nightly: $(VENV)/.dev packages ## Run the property tests with new random examples, Spark as a cluster, and all cases (WHERE=tests/money SEED=1)
	@echo "make nightly WHERE=$(WHERE) SEED=$(SEED)"
	@HYPOTHESIS_PROFILE=nightly $(ALONE) -m "hypothesis or spark or night" --hypothesis-seed=$(SEED) --ignore=tests/browser $(WHERE)
	@HYPOTHESIS_PROFILE=nightly $(ALONE) -m night tests/browser

lint: $(VENV)/.dev ## Format check, lint, types, pinned requirements
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m cli.docs.audit

bench: $(VENV)/.dev ## Measure speed (prints what docs/performance.md records)
	@$(BIN)/python -m benchmarks

docs: $(VENV)/.run ## Write the generated pages of docs/
	@$(BIN)/python -m metrics docs
	@$(BIN)/python -m data docs
	@$(BIN)/python -m cli.docs.architecture
	@$(BIN)/python -m cli.docs.licences --out docs/licences.md

# Needs the network once, for the list that lint compares with.
advisories: $(VENV)/.dev ## Renew the stored list of known weaknesses of packages
	@clone=$$(mktemp -d); \
	git clone -q --depth 1 https://github.com/pypa/advisory-database "$$clone/db" && \
	$(BIN)/uv pip install -q --python $(BIN)/python --target "$$clone/yaml" pyyaml==6.0.3 && \
	PYTHONPATH="$$clone/yaml" $(BIN)/python -m cli.docs.renew_advisories "$$clone/db"; \
	renewed=$$?; rm -rf "$$clone"; exit $$renewed

licences: $(VENV)/.run ## List the licences of everything that is installed with Utmost
	@$(BIN)/python -m cli.docs.licences

tour: $(VENV)/.dev packages ## Take the pictures of the README, from demo data
	@$(BIN)/python -m tests.browser.tour

revision: $(VENV)/.dev ## Write a change of the state's tables: make revision name="add owner to goals"
	@$(BIN)/python -m data.store.migrations.revise "$(name)"

# Versions stay as they are; UPGRADE="-P babel" takes the newest babel. With hashes, uv and pip
# install only the very files that were there when this ran.
COMPILE := uv pip compile -q --universal --python-version 3.11 --generate-hashes \
  --custom-compile-command "make lock" $(UPGRADE)
lock: $(VENV)/.dev ## Compile the pinned requirements from the short lists
	@$(BIN)/$(COMPILE) requirements.in -o requirements.txt
	@$(BIN)/$(COMPILE) requirements-dev.in -o requirements-dev.txt

# What the tests need from the operating system: a browser, PostgreSQL's server programs, a proxy.
packages:
	@missing=""; \
	command -v chromium >/dev/null || command -v google-chrome >/dev/null || [ -n "$$CHROMIUM" ] || missing="chromium"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	ls /usr/sbin/nginx >/dev/null 2>&1 || command -v nginx >/dev/null || missing="$$missing nginx-light"; \
	if [ -z "$$missing" ]; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "Installing $$missing for the tests ..."; \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing) >/dev/null; \
	else \
	  echo "Some tests need $$missing and are skipped until you install it" \
	       "(Debian, Ubuntu: sudo apt-get install $$missing; another browser: set CHROMIUM to its program)."; \
	fi

clean: ## Remove the virtual environment and tool caches (never the store)
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# uv installs many times faster than pip; pip, which honours every local setting, steps in where
# uv cannot be had or cannot reach the packages.
UV := $(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python
PIP := $(BIN)/pip install -q --disable-pip-version-check

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Utmost needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make run PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)
	@echo "Setting up (once) ..."
	@$(PIP) "$$(grep -o '^uv==[0-9.]*' requirements-dev.txt)" 2>/dev/null || true

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@$(UV) -r requirements.txt 2>/dev/null || $(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@$(UV) -r requirements-dev.txt 2>/dev/null || $(PIP) -r requirements-dev.txt
	@touch $@

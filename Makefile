# Everything a person types. `make help` lists it; each target works as the first command of a fresh clone.
.DEFAULT_GOAL := help
.PHONY: help nightly test check docs up clean lock

AS_OF ?=
PEOPLE ?= 20000
SEED := $(or $(SEED),$(MINGJING_SEED),7)
export MINGJING_HOME ?= $(CURDIR)/var
export MINGJING_SEED := $(SEED)

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DAY = $(if $(AS_OF),--as-of $(AS_OF))
# Modules that write pages under docs/ from what the code declares.
PAGES := features.catalogue expectations.catalogue

help: ## list the targets and options
	@echo "Mingjing (明镜): a city's nightly risk lists with their evidence."
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-9s%s\n' "$$name" "$$text"; done
	@echo "Options: AS_OF=YYYY-MM-DD (default: today in Asia/Shanghai)  PEOPLE=20000  SEED=7"
	@echo "MINGJING_HOME (default ./var) holds what runs make: landing/ warehouse/ reports/ airflow/ mlflow/ review.db"

nightly: $(READY) ## the night's ranked lists; where landing/ is empty, a synthetic city and its first models before
	@$(BIN)/mingjing simulate --if-empty --people $(PEOPLE) --seed $(SEED) $(DAY)
	@$(BIN)/mingjing train --simulated-city $(DAY)
	@$(BIN)/mingjing nightly $(DAY)

test: $(READY) ## run every test (ARGS= goes to pytest)
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile $(ARGS)

check: $(READY) ## lint, types, generated pages and the lock
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/structure/test_set_up.py
	@before=$$(find docs -type f | sort | xargs cat | cksum); $(MAKE) --silent docs; \
		[ "$$before" = "$$(find docs -type f | sort | xargs cat | cksum)" ] || \
		{ echo "generated pages under docs/ were out of date and have been written again: commit them"; exit 1; }

docs: $(READY) ## write the generated pages under docs/ again
	@for module in $(PAGES); do $(BIN)/python -m $$module >/dev/null || exit 1; done

up: $(READY) ## Airflow's, MLflow's and Jupyter's pages on this machine, until Ctrl-C
	@exec $(BIN)/mingjing up

clean: ## remove the environment and caches; MINGJING_HOME stays, for it holds what was delivered and decided
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis spark-warehouse metastore_db derby.log
	find . -path ./var -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

lock: $(READY) ## resolve requirements.lock again from setup.cfg
	@$(UV) pip compile setup.cfg --extra dev --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" --quiet -o requirements.lock

# --- set-up: once, and again when what it depends on changes -----------------------------------------------------------

# uv does not read pip's configuration. Where a network has an index or certificates of its own, people have told pip.
PIP_SAYS = $(BIN)/python -m pip config list 2>/dev/null | sed -n "s/^[a-z:]*\.$(1)='\(.*\)'$$/\1/p" | tail -n 1
UV = index="$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(call PIP_SAYS,index-url))}}"; \
	certificates="$${SSL_CERT_FILE:-$$($(call PIP_SAYS,cert))}"; \
	[ -z "$$index" ] || export UV_DEFAULT_INDEX="$$index"; \
	[ -z "$$certificates" ] || export SSL_CERT_FILE="$$certificates"; \
	UV_PYTHON_DOWNLOADS=never VIRTUAL_ENV="$(CURDIR)/$(VENV)" $(BIN)/uv

$(READY): requirements.lock setup.cfg pyproject.toml
	@if [ ! -x $(BIN)/python ]; then \
		for python in $(PYTHON) python3.11 python3 python; do \
			"$$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && break; python=; done; \
		[ -n "$$python" ] || { echo "Python 3.11 is needed and was not found: install it, or name it with PYTHON=PATH"; exit 1; }; \
		echo "making $(VENV)"; "$$python" -m venv $(VENV) || { rm -rf $(VENV); \
			echo "Python could not make an environment (Debian: apt-get install python3.11-venv)"; exit 1; }; fi
	@sh .ci/java
	@[ -x $(BIN)/uv ] || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	@echo "installing what requirements.lock names"
	@# Compiled here, once: where the environment forbids Python to keep bytecode, every start of a job would compile it.
	@$(UV) pip sync --quiet --compile-bytecode --require-hashes requirements.lock
	@$(UV) pip install --quiet --no-deps --editable .
	@echo "keeping Java's classes for faster starts"
	@$(BIN)/python -m jobs.java_start || true
	@touch $@

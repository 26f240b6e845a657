# `make serve` and `make test` do everything, on a machine that has Python 3.11+ and make. `make help` lists the rest.

VENV   ?= .venv
PYTHON ?= python3
PY     := $(VENV)/bin/python
TORCH  ?= torch==2.13.0
# only where they are given, so that the file .env has its say
ifdef HOST
export GREENDEAL_HOST := $(HOST)
endif
ifdef PORT
export GREENDEAL_PORT := $(PORT)
endif
export ANONYMIZED_TELEMETRY := False
export HF_HUB_DISABLE_TELEMETRY := 1
# uv does not read PIP_FIND_LINKS; hand it on. Where a folder of wheels is configured, torch comes from there; elsewhere
# uv is asked for its CPU build, because the plain one brings gigabytes of CUDA along.
export UV_FIND_LINKS ?= $(PIP_FIND_LINKS)
UV     := $(PY) -m uv pip install --python $(PY) --quiet --compile-bytecode
CPU    := $(if $(strip $(UV_FIND_LINKS)),,--torch-backend=cpu)
UNREACHABLE := { echo "The packages could not be installed (see above). Is a package registry reachable? Try: $(PY) -m pip download --no-deps six" >&2; exit 1; }

# what the tables in corpus/words were made from; other versions make other tables
FREEDICT := dict-freedict-fin-eng=2022.12.07-2 dict-freedict-fin-swe=2022.12.07-2 dict-freedict-swe-fin=2022.12.07-2

.DEFAULT_GOAL := help
.PHONY: help serve ingest ask test check check-texts check-questions words model evidence report retrieval-report proof-report speed accept format lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/.runtime ## Install, ingest the bundled texts, serve at http://127.0.0.1:8000 (HOST and PORT change it)
	@$(PY) -m ingest
	@exec $(PY) server.py

ingest: $(VENV)/.runtime ## Build the index of the bundled texts, or bring it up to date
	@$(PY) -m ingest

ask: export QUESTION := $(value Q)
ask: $(VENV)/.runtime ## Answer a question in the terminal: make ask Q="..."
	@$(PY) -m assistant ask -- "$$QUESTION"

test: $(VENV)/.dev check ## Install what tests need and run them all
	@$(PY) -m pytest

check: $(VENV)/.dev ## Lint, types, import rules
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy && $(VENV)/bin/lint-imports

check-texts: $(VENV)/.dev ## Hold the bundled texts to their rules
	@$(PY) -m pytest tests/corpus/test_texts.py

words: $(VENV)/.runtime ## Make the tables of words anew (Debian's FreeDict packages are fetched)
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	  (cd "$$folder" && apt-get download -q $(FREEDICT) && for package in *.deb; do dpkg -x "$$package" .; done); \
	  $(PY) -m corpus.tables "$$folder/usr/share/dictd"

model: export MODEL_CACHE := $(or $(MODEL_CACHE),$(HOME)/.cache/green-deal-model)
model: $(VENV)/.runtime ## Make the model of corpus/model anew (fetches packages; PUD=/path/to/pud.tsv scores on PUD too)
	@$(PY) -m training make $(if $(PUD),--pud "$(PUD)")

check-questions: $(VENV)/.dev ingest ## Hold the question set to its rules
	@$(PY) -m assistant.evaluation check

evidence: $(VENV)/.dev ingest ## Learn anew how likely a passage answers (assistant/evidence.toml)
	@$(PY) -m benchmarks.evidence

report: $(VENV)/.dev ingest ## Ask the whole question set and write the report: data/evaluation/report.html
	@$(PY) -m assistant.evaluation run && $(PY) -m assistant.evaluation report

retrieval-report: export PUD := $(value PUD)
retrieval-report: $(VENV)/.dev ingest ## What search finds, beside other systems, in docs/retrieval.md (PUD=pud.tsv adds its sentences)
	@$(UV) --no-deps --group comparison || $(UNREACHABLE)
	@$(PY) -m benchmarks.retrieval $${PUD:+"$$PUD"}

proof-report: $(VENV)/.dev ## What the proof of sentences catches and strikes, in docs/verification.md (a few minutes)
	@$(PY) -m benchmarks.proof

speed: $(VENV)/.dev ingest ## What search costs, 1,000 to 100,000 passages, in docs/retrieval.md (takes half an hour)
	@$(PY) -m benchmarks.speed

accept: export BECAUSE := $(value BECAUSE)
accept: $(VENV)/.dev ## Make what the last report measured the floors (BECAUSE="..." lets floors go down)
	@$(PY) -m assistant.evaluation accept $(if $(BECAUSE),--lower-because "$$BECAUSE")

format: $(VENV)/.dev ## Format the code
	@$(PY) -m ruff check --fix . && $(PY) -m ruff format .

lock: $(VENV)/.uv ## Make the lock files anew from pyproject.toml
	@printf '%s+cpu\n' '$(TORCH)' > $(VENV)/override.txt
	@$(PY) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --override $(VENV)/override.txt --no-emit-package torch pyproject.toml -o requirements.lock
	@$(PY) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --override $(VENV)/override.txt --no-emit-package torch -c requirements.lock --group dev pyproject.toml -o requirements-dev.lock

clean: ## Remove the environment and the index
	rm -rf $(VENV) data .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/.uv:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.11 or newer, or name it: PYTHON=/path/to/python3 make serve" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: Python 3.11 or newer is needed. Name one: PYTHON=/path/to/python3 make serve" >&2; exit 1; }
	@echo "Making the environment $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing (on Debian: apt-get install python3-venv)." >&2; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check uv==0.13.9 || $(UNREACHABLE)
	@touch $@

$(VENV)/.runtime: $(VENV)/.uv requirements.lock
	@echo "Installing packages, a minute or so the first time ..."
	@$(PY) -c 'import torch' 2>/dev/null || $(UV) $(CPU) $(TORCH) || $(UV) $(TORCH) || $(UNREACHABLE)
	@$(UV) --no-deps --require-hashes -r requirements.lock || $(UNREACHABLE)
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "Installing what tests need ..."
	@$(UV) --no-deps --require-hashes -r requirements-dev.lock || $(UNREACHABLE)
	@touch $@

# Two commands do everything, set-up included: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test setup lint typecheck layers rules wheel gate accuracy soak clean

run: $(VENV)/.run-ready
	$(BIN)/pressfacts extract corpus/articles -o outputs/corpus
	$(BIN)/pressfacts score corpus/gold.jsonl outputs/corpus

test: setup lint typecheck layers
	$(BIN)/python bench/compile_gold.py --check
	$(BIN)/python bench/make_currencies.py --check
	$(BIN)/pressfacts rules check
	$(BIN)/pressfacts rules test
	$(BIN)/python -m pytest
	$(BIN)/python bench/gate.py
	$(BIN)/python bench/wheel.py

setup: $(VENV)/.ready

# What the main job needs: a tenth of what the tests need.
$(VENV)/.run-ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.ready: $(VENV)/.run-ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

typecheck: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

rules: setup
	$(BIN)/pressfacts rules test

# The figures of the README.
accuracy: setup
	$(BIN)/python bench/gate.py
	$(BIN)/python bench/sentences.py

# Hours: kills, lost workers and a long run, as the README tells of them.
soak: setup
	$(BIN)/python bench/soak.py all

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

# Needs `uv`: rewrites both lock files with the hashes of every platform's packages.
lock:
	uv pip compile pyproject.toml --group dev --all-extras $(LOCK) -o requirements-dev.lock
	uv pip compile pyproject.toml --group build -c requirements-dev.lock $(LOCK) -o requirements.lock

clean:
	rm -rf $(VENV) dist outputs/corpus

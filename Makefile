# The two commands of the README: `make site` and `make test`. Each sets up all it needs, the second time in no time.
# VENV=folder puts the virtual environment elsewhere; ARGS="--strict" hands options to the program that is run.

VENV := $(or $(VENV),.venv)
export VENV
PY = "$(VENV)/bin/python"
SETUP = sh tools/setup.sh
UV = "$(VENV)-lock/bin/python" -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)

SEED := $(or $(SEED),$(shell date +%s))

.PHONY: site test fast nightly check format bench bench-observatory dist lock clean distclean

site: ## Build this repository's own site into output/
	@$(SETUP) site
	@$(PY) -m obsite build $(ARGS)

test: ## Run all tests
	@$(SETUP) dev
	@$(PY) -m pytest -n auto --dist loadgroup $(ARGS)

fast: ## Run the tests that take no browser and little time
	@$(SETUP) dev
	@$(PY) -m pytest -n auto --dist loadgroup -m "not slow and not browser" $(ARGS)

nightly: ## Thousands of edits at random, each build compared with one from nothing; SEED=n repeats a run
	@$(SETUP) dev
	@$(PY) -m pytest -n auto --dist loadgroup --nightly=$(SEED) --timeout=7200 tests/test_stateful.py $(ARGS)

check: ## Format, lint, types, tests: what a change must pass
	@$(SETUP) dev
	$(PY) -m ruff format --check src tests benchmarks
	$(PY) -m ruff check src tests benchmarks
	$(PY) -m mypy --strict -p obsite
	$(PY) -m pytest -n auto --dist loadgroup $(ARGS)

format: ## Put the code into its usual form
	@$(SETUP) dev
	$(PY) -m ruff format src tests benchmarks
	$(PY) -m ruff check --fix src tests benchmarks

bench: ## Measure builds beside other tools; ARGS="--help" tells how to measure less
	@$(SETUP) site
	@$(PY) -m benchmarks $(ARGS)

bench-observatory: ## Measure builds of a large made-up observatory
	@$(SETUP) site
	@$(PY) benchmarks/observatory.py $(ARGS)

dist: ## Build the wheel and the source archive into dist/
	@$(SETUP) dev
	@$(PY) -m build --no-isolation --outdir dist .

lock: ## Resolve the dependencies again and write the locks; `make lock UPGRADE=--upgrade` takes the newest
	@$(SETUP) lock
	$(UV) pyproject.toml -o requirements.lock
	$(UV) --group build -c requirements.lock -o requirements-build.lock
	$(UV) pyproject.toml --group dev -c requirements.lock -c requirements-build.lock -o requirements-dev.lock

clean: ## Remove what was built
	rm -rf output .obsite dist build .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Remove the virtual environment too
	rm -rf .venv .venv-lock

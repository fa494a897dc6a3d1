# Everything a person types here; the rules themselves are in pipeline/.
PYTHON ?= python3
RUN = .venv/bin/python -m pipeline
.DEFAULT_GOAL := help
.PHONY: help all test desk check release bench fuzz torture clean golden schemas picture lint lock

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

all: .venv/lock ## build every product that is not up to date into build/
	@$(RUN) build

test: .venv/tested ## run all tests
	@.venv/bin/python -m pytest -n 2 --dist loadgroup

desk: .venv/lock ## open the desk: hand out with a clinic's name, watch the text as you write, the report
	@$(RUN) desk --open

check: all ## run every installed validator on source and products
	@$(RUN) check

release: all ## write build/release/, or say what is missing (approvals, facts, cards)
	@$(RUN) release

bench: all ## measure speed against the bare tools, cost per clinic (some minutes)
	@.venv/bin/python -m tests.bench.bench
	@.venv/bin/python -m tests.bench.saves
	@.venv/bin/python -m tests.bench.clinics
	@.venv/bin/python -m tests.bench.clinics --curve

fuzz: .venv/tested ## compose documents, mangle sources, lists and files, and see each right or told (hours)
	@.venv/bin/python -m pytest --timeout 0 tests/laws/test_composed_documents.py tests/laws/test_mangled_*.py \
	  --documents 1500 --sources 2000 --lists 1000 --files 500 --first-seed $$(date +%s)

torture: .venv/tested ## kill builds and clinics' runs, fill disks, and see the next run go on (half an hour)
	@.venv/bin/python -m pytest --timeout 0 tests/laws/test_torture.py --kills 50 --first-seed $$(date +%s)

clean: ## remove what was built; releases stay
	@test ! -d build || find build -mindepth 1 -maxdepth 1 ! -name release -exec rm -rf {} +

golden: .venv/tested ## accept what the products are now as golden files; read the diff
	@.venv/bin/python -m pytest -q --accept-golden tests/golden

schemas: .venv/lock ## write the JSON Schemas of the YAML files anew
	@$(RUN) schemas

picture: .venv/tested ## draw the README's picture from the products as they are
	@.venv/bin/python -m pytest -q --accept-golden tests/golden/test_picture.py

lint: .venv/tested ## style and types of the code
	@.venv/bin/ruff check pipeline tests
	@.venv/bin/mypy

lock: ## resolve the dependencies of pyproject.toml anew into requirements.lock
	@$(PYTHON) -m venv build/.lock && build/.lock/bin/pip install -q pip-tools && build/.lock/bin/pip-compile -q \
	  --extra cluster --extra test --generate-hashes --strip-extras --no-header --no-emit-index-url --no-emit-find-links \
	  -o requirements.lock pyproject.toml

.venv/lock: requirements.lock pipeline/setup.py
	@$(PYTHON) -m pipeline.setup build && touch $@

.venv/tested: .venv/lock pipeline/setup.py tests/node/package-lock.json
	@$(PYTHON) -m pipeline.setup test
	@! cmp -s tests/node/package-lock.json .venv/node/installed || touch $@  # else npm is asked again

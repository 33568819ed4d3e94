# `make` alone lists what there is. GNU make 3.81 and a POSIX shell suffice.
.DEFAULT_GOAL := help
.PHONY: help env run examples test test-spark check docs messages pictures new-rule lock clean
PY := .venv/bin/python

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

env: ## make the environment (.venv) and nothing else
	@sh scripts/env.sh run

run: env ## open the demonstration province on its three desks (HOST, PORT, MINGJIAN_HOME)
	@.venv/bin/mingjian serve --demo

examples: env ## screen the shipped example cases and print what is found
	@sh scripts/run-examples.sh

test: ## run every test this machine can run; says what it skips
	@sh scripts/env.sh dev
	$(PY) -m pytest -n auto --dist loadfile
	TZ=UTC LANG=C LC_ALL=C $(PY) -m pytest -n auto --dist loadfile -m "not spark and not browser"

test-spark: ## the same expressions on Spark (wants Java; half a gigabyte)
	@sh scripts/env.sh spark
	$(PY) -m pytest -m spark -W ignore::ResourceWarning -W ignore::pytest.PytestUnraisableExceptionWarning

check: ## style, types, import contracts, stale documents
	@sh scripts/env.sh dev
	@sh scripts/check.sh

docs: ## write docs/reference anew from the code
	@sh scripts/env.sh dev
	$(PY) scripts/docs.py

messages: ## collect the pages' words and compile their English
	@sh scripts/env.sh dev
	$(PY) scripts/messages.py

pictures: ## take the pictures of every page for the documents (wants Chromium)
	@sh scripts/env.sh dev
	$(PY) scripts/pictures.py

new-rule: ## begin a rule: make new-rule RULE=SITE-99 NAME=some_name
	@sh scripts/env.sh dev
	@$(PY) scripts/new_rule.py "$(RULE)" "$(NAME)"

lock: ## renew requirements/*.txt (wants uv on the PATH)
	@sh scripts/lock.sh

clean: ## remove the environment and caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

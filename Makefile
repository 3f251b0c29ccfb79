# Each target works on a fresh machine that has Python 3.11+ and make: .venv is set up on first use.
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(p) -c 'import sys; print("$(p)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test check exam bench

run: $(READY)
	@$(BIN)/dealbot run

test: check
	@$(BIN)/pytest -n auto

check: $(READY)
	@$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy && $(BIN)/lint-imports && $(BIN)/dealbot check

exam: $(READY)
	@$(BIN)/python -m tests.exam

bench: $(READY)
	@$(BIN)/python -m bench

# All that setting up says goes to standard error: standard output belongs to the program.
$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo 'dealbot needs Python 3.11 or newer.' >&2; exit 1; }
	@echo 'Setting up .venv (once, about half a minute) ...' >&2
	@$(PYTHON) -m venv .venv >&2 || { echo '"$(PYTHON) -m venv" does not work here: install python3-venv.' >&2; exit 1; }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]' >&2
	@touch $@

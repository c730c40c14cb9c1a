# Everything one does with this folder. Needs python3 and make; packaging/setup.sh brings the rest.
# ARGS reaches the program behind a target: make test ARGS="tests/sms -x", make demo ARGS="--seed 7".

.PHONY: help ready demo install-desktop test fuzz storm soak bench screen-reader check style types imports lock service-table clean

help:
	@echo "make demo    open Linedesk on a practice server (without a display: a tour that saves pictures)"
	@echo "make install-desktop  put Linedesk into your menu (ARGS=--remove: take it out again)"
	@echo "make test    run all tests, offscreen"
	@echo "make fuzz    try rubbish on every reader of what comes from outside (EXAMPLES=20000 for each test)"
	@echo "make storm   everything goes wrong at once, from a seed (ROUNDS=1000 SEED=1 FROM=1 WORKERS=1"
	@echo "             SERVICE=cliqtel, twilio, voipms, close, cloudtalk or salesmsg)"
	@echo "make soak    a busy day for the window, and what grew or stalled (MINUTES=30)"
	@echo "make bench   measure start, memory and frames beside the floor of the same machine"
	@echo "make screen-reader  read every screen over AT-SPI, as a screen reader does (Linux)"
	@echo "make check   style, types and import rules"
	@echo "make lock    work out requirements.lock anew (ARGS=--upgrade: with the newest versions)"
	@echo "make service-table  renew what README.md says of the services"
	@echo "make clean   remove what these commands made"

# Compiling hundreds of modules anew takes longer than most tests that start a process.
unexport PYTHONDONTWRITEBYTECODE

ready:
	@bash packaging/setup.sh

demo:
	@bash packaging/setup.sh --window
	@.venv/bin/python -m desktop demo $(ARGS)

install-desktop: ready
	@packaging/install-desktop-entry.sh $(ARGS)

# Many tests wait for a process or a server: one worker more than there are cores.
WORKERS_OF_TESTS := $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)

test: ready
	@.venv/bin/python -m pytest --numprocesses $(WORKERS_OF_TESTS) --dist worksteal $(ARGS)

fuzz: ready
	@LINEDESK_FUZZ_EXAMPLES=$(or $(EXAMPLES),2000) .venv/bin/python -m pytest tests/fuzz --timeout 0 \
		--numprocesses 2 --dist worksteal $(ARGS)

storm: ready
	@.venv/bin/python -m tests.storm --rounds $(or $(ROUNDS),100) --seed $(or $(SEED),1) --from $(or $(FROM),1) \
		--workers $(or $(WORKERS),1) --service $(or $(SERVICE),cliqtel) $(ARGS)

soak: ready
	@.venv/bin/python -m tests.soak --minutes $(or $(MINUTES),30) --seed $(or $(SEED),1) $(ARGS)

bench: ready
	@.venv/bin/python -m pytest tests/benchmarks --override-ini python_files=bench_*.py --benchmark-only $(ARGS)

screen-reader: ready
	@packaging/screen_reader.sh $(ARGS)

check: style types imports

style: ready
	.venv/bin/ruff check
	.venv/bin/ruff format --check

types: ready
	.venv/bin/mypy --strict desktop tests
	.venv/bin/mypy --strict packaging/missing_packages.py packaging/make_icons.py
	.venv/bin/mypy --strict packaging/service_table.py

imports: ready
	.venv/bin/lint-imports

service-table: ready
	@.venv/bin/python packaging/service_table.py

lock: ready
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --group dev pyproject.toml --output-file requirements.lock $(ARGS)

clean:
	rm -rf .venv build dist demo-pictures .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find desktop tests packaging -name __pycache__ -prune -exec rm -rf {} +

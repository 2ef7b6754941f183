# Latent Lab: `make app` starts it, `make test` checks it, `make help` lists the rest.
# Written for GNU make 3.81 (macOS) and newer and a plain POSIX shell.

PYTHON ?= python3
ARGS ?=
PY := .venv/bin/python
# Three processes on two cores, since a browser test waits half of its time; a file's tests stay together and in their order.
SIDE_BY_SIDE := -n 3 --dist loadfile --no-loadscope-reorder
# Nearly as low as the workers that train, which go on beside three busy browsers so, in place of a tenth of their share.
NICELY := nice -n 15

# Without bytecode, importing TensorFlow takes four times as long.
unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help app serve page teaching test check format bench pin environment environment-dev browser

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile
	@echo "  PYTHON=python3.12 chooses the interpreter, ARGS='...' is handed on to streamlit, pytest, the benchmarks or uv"

app: environment ## start the app in the browser, for this machine alone
	@sh -c "$$INSTALL" sh requirements.txt
	$(PY) -m streamlit run app.py --server.address localhost $(ARGS)

serve: environment ## start the app for others, see docs/running.md
	@sh -c "$$INSTALL" sh requirements.txt
	$(PY) -m streamlit run app.py --server.address 0.0.0.0 --server.headless true --server.fileWatcherType none $(ARGS)

page: environment ## the lab as one HTML file, latent-lab.html: make page ARGS="--lesson map"
	@sh -c "$$INSTALL" sh requirements.txt
	@$(PY) -m autoencoders page --out latent-lab.html $(ARGS)

teaching: environment ## docs/teaching anew: make teaching ARGS="--address http://ADDRESS:8501"
	@sh -c "$$INSTALL" sh requirements.txt
	@$(PY) -m ui.teaching --out docs/teaching $(ARGS)

test: environment-dev browser check ## all checks and tests: make test ARGS="-k weights"
	$(NICELY) $(PY) -m pytest $(SIDE_BY_SIDE) $(ARGS)

check: environment-dev ## ruff and mypy
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: environment-dev ## let ruff mend and format the code
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: environment ## speed, beside what the peers need for the same work
	@sh -c "$$INSTALL" sh requirements.txt
	$(PY) -m benchmarks $(ARGS)

pin: ## make requirements*.txt anew from requirements*.in: make pin ARGS=--upgrade
	@sh -ec "$$PIN"

environment: ## .venv, made if it is missing or unfinished
	@sh -c "$$ENVIRONMENT"

environment-dev: environment ## .venv with everything that the checks and tests need
	@sh -c "$$INSTALL" sh requirements-dev.txt

browser: environment-dev ## a Chromium, a Firefox and an nginx for the browser tests, where they are missing and can be installed
	@sh -c "$$BROWSER"

# An environment that fits is kept, whoever made it. `unfinished` lies in it while something is being put in, so that one
# that an interruption left half-made is made anew and never counts as good.
define ENVIRONMENT
version() { "$$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }
supported() { case "$$1" in 3.11 | 3.12 | 3.13) true ;; *) false ;; esac; }
wanted=$$(version "$(PYTHON)")
present=$$(version $(PY))
if supported "$$present" && [ ! -e .venv/unfinished ] && $(PY) -c 'import pip' 2>/dev/null; then
    if [ "$(origin PYTHON)" = file ] || [ "$$wanted" = "$$present" ]; then exit 0; fi
fi
if ! supported "$$wanted"; then
    echo "Latent Lab needs Python 3.11, 3.12 or 3.13, and '$(PYTHON)' is $${wanted:-no Python that runs}." >&2
    echo "Name one that fits, for example: make $(MAKECMDGOALS) PYTHON=python3.12" >&2
    exit 1
fi
echo "Making an environment with Python $$wanted in .venv"
rm -rf .venv && mkdir .venv && : > .venv/unfinished && "$(PYTHON)" -m venv .venv && rm .venv/unfinished
endef
export ENVIRONMENT

# A copy of the requirements that were installed last says whether there is anything to do. pip ends an interruption as it ends
# an error, and only the trap tells them apart: an error leaves what was there in use.
define INSTALL
if cmp -s "$$1" ".venv/$$1"; then exit 0; fi
trap 'exit 130' INT TERM HUP
: > .venv/unfinished
$(PY) -m pip install -r "$$1"
status=$$?
rm .venv/unfinished
[ $$status -eq 0 ] && cp "$$1" ".venv/$$1"
endef
export INSTALL

# Debian starts nginx when it installs it, and with the machine: the first a policy prevents for as long as that takes, and it is
# taken out of the second. The test starts its own, on an address that nobody else can reach. Packages come one by one, since Ubuntu
# has no firefox-esr and no chromium-headless-shell, which is Chromium without windows: browser tests take a fifth less of the
# machine with it, so the CI wants it also where there is another.
define BROWSER
has_browser() { $(PY) tests/browser/conftest.py; }
has_firefox() { command -v firefox-esr || command -v firefox; } >/dev/null
has_shell() { command -v chromium-headless-shell; } >/dev/null
has_nginx() { (PATH=$$PATH:/usr/sbin && command -v nginx); }
wanted=
has_shell || { [ "$$CI" != true ] && has_browser; } || wanted=chromium-headless-shell
has_nginx || wanted="$$wanted nginx-light"
has_firefox || wanted="$$wanted firefox-esr"
if [ -z "$$wanted" ]; then exit 0; fi
if [ "$$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root=sudo; else as_root=false; fi
if [ "$$as_root" != false ] && command -v apt-get >/dev/null; then
    policy=/usr/sbin/policy-rc.d
    if [ ! -e $$policy ]; then
        trap '$$as_root rm -f $$policy' EXIT
        printf '#!/bin/sh\nexit 101\n' | $$as_root tee $$policy >/dev/null
        $$as_root chmod +x $$policy
    fi
    $$as_root apt-get update
    take() { $$as_root apt-get install -y --no-install-recommends "$$1"; }
    for package in $$wanted; do take $$package; done
    has_browser || take chromium
    case "$$wanted" in *nginx*) $$as_root systemctl disable nginx 2>/dev/null ;; esac
elif ! has_browser >/dev/null; then
    $(PY) -m playwright install chromium
fi
if has_browser && has_nginx && has_firefox; then exit 0; fi
echo "Chromium (or Chrome), Firefox and nginx are not all here, and could not be installed." >&2
[ "$$CI" != true ] && echo "The browser tests that need them will be skipped."
endef
export BROWSER

define PIN
tools=$$(mktemp -d)
trap 'rm -rf "$$tools"' EXIT
"$(PYTHON)" -m venv "$$tools"
"$$tools/bin/python" -m pip install --quiet uv
compile() {
    "$$tools/bin/uv" pip compile --quiet --universal --python "$$tools/bin/python" --python-version 3.11 \
        --custom-compile-command "make pin" $(ARGS) "$$@"
}
compile requirements.in --output-file requirements.txt
compile requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt
compile requirements-bench.in --constraints requirements.txt --output-file requirements-bench.txt
endef
export PIN

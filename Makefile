# sqz-tui: `make run` builds it and opens a photo, `make test` checks everything.

IMAGE ?=
ARGS ?=
PREFIX ?= /usr/local
DESTDIR ?=

SWIFT ?= swift
VERSION := $(shell Scripts/version.sh)
# The version is a part of release builds only: tests would be linked anew with each commit.
BUILD_RELEASE = env SQZ_VERSION='$(VERSION)' $(SWIFT) build -c release --static-swift-stdlib
PROGRAM := .build/release/sqz-tui
STAMP := .build/release-is-built-$(VERSION)
DATA := $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/sqz-tui
DEMO := $(DATA)/demo/coffee.png

LIBRARIES := libjpeg-dev libpng-dev libwebp-dev libncurses-dev libminizip-dev libmd-dev
TEST_TOOLS := tmux libheif1
# Tests that drive the program in a terminal have time limits, so nothing runs beside them.
ALONE := CommandTests.PTY
# Folders too, so that a file that went away counts as a change.
SOURCES := $(shell find Sources Package.swift)

.DEFAULT_GOAL := help
.PHONY: help run build test bench bench-peers bench-server install uninstall format lint clean
.PHONY: fuzz sanitize mutants check-formats packages pictures keys manual weights deb check-deb install-files force

help: ## This list
	@echo 'make run                  open the demo photo; set-up comes first where it is missing'
	@echo 'make run IMAGE=photo.jpg  open your own (ARGS="--model v1.1" adds options)'
	@echo 'make test                 build, run all tests, check the format'
	@echo 'make fuzz SECONDS=60      look for inputs that break a reader, so long each (TARGETS="png npz")'
	@echo 'make sanitize             the tests under the address, thread and undefined behaviour sanitizers'
	@echo 'make mutants              put in small bugs and count those that no test notices (MUTANTS="3 17")'
	@echo 'make check-formats        hold what is read and written to the tools of each format (PYTHON=... has them)'
	@echo 'make bench                measure the engine against ONNX Runtime, and the explorer'
	@echo 'make bench-peers          measure the engine against six others (ARGS=--quick: rougher)'
	@echo 'make build                build the program: $(PROGRAM)'
	@echo 'make install PREFIX=DIR   install the program, its manual page and completions ($(PREFIX))'
	@echo 'make uninstall PREFIX=DIR remove them'
	@echo 'make deb                  a Debian package; make check-deb installs it in a fresh Debian'
	@echo 'make weights              fetch the trained weights and the demo photo'
	@echo 'make pictures             make the pictures of the README anew'
	@echo 'make keys, make manual    write Documentation/Keys.md and sqz-tui.1 from the code'
	@echo 'make format, make lint    format the Swift sources, or check the format'
	@echo 'make clean                remove what was built'

run: $(STAMP)
	@Scripts/fetch-weights.sh $(PROGRAM)
	@image='$(IMAGE)'; \
	if [ -z "$$image" ]; then image='$(DEMO)'; \
	  [ -f "$$image" ] || { image=Assets/coffee.png; \
	    echo 'Opening a drawn photo in its place; your own: make run IMAGE=photo.jpg' >&2; }; \
	fi; \
	exec $(PROGRAM) explore $(ARGS) "$$image"

build: $(STAMP)

# Swift's own check that nothing changed takes seconds; make's takes none.
$(STAMP): $(SOURCES) $(if $(wildcard $(PROGRAM)),,force) | packages
	@Scripts/quietly.sh 'Building sqz-tui (a few minutes the first time)' \
	  $(BUILD_RELEASE) --product sqz-tui
	@rm -f .build/release-is-built*
	@touch $@

packages:
	@Scripts/install-packages.sh $(LIBRARIES)

weights: $(STAMP)
	@Scripts/fetch-weights.sh $(PROGRAM) --retry

test:
	@Scripts/install-packages.sh $(LIBRARIES) $(TEST_TOOLS)
	@Scripts/quietly.sh 'Building the tests' $(SWIFT) build --build-tests
	@$(MAKE) --no-print-directory lint
	@Scripts/check-modules.sh
	@Scripts/check-kernels.sh
	@Scripts/check-benches.sh
	$(SWIFT) test --skip-build --skip $(ALONE)
	$(SWIFT) test --skip-build --no-parallel --filter $(ALONE)

SECONDS ?= 60
TARGETS ?=
fuzz: packages
	@Scripts/install-packages.sh dpkg-dev
	@Scripts/fuzz/run.sh $(SECONDS) $(TARGETS)

SANITIZERS ?= address thread
sanitize: packages
	@Scripts/sanitize/run.sh $(SANITIZERS)

MUTANTS ?=
mutants: packages
	@python3 Scripts/mutants/run.py $(MUTANTS)

PYTHON ?= python3
check-formats: $(STAMP)
	@$(PYTHON) Scripts/check-formats/pytorch.py $(PROGRAM)
	@$(PYTHON) Scripts/check-formats/onnx_models.py $(PROGRAM)
	@$(PYTHON) Scripts/check-formats/graphs.py $(PROGRAM)
	@$(PYTHON) Scripts/check-formats/keras_models.py $(PROGRAM)
	@$(PYTHON) Scripts/check-formats/written.py $(PROGRAM)

bench: $(STAMP) bench-server
	@Scripts/bench/run.sh .build/release/sqz-bench $(ARGS)
	@echo
	@python3 Scripts/bench/explorer.py $(PROGRAM) $(IMAGE)
	@echo
	@python3 Scripts/bench/traffic.py $(PROGRAM) $(IMAGE)

bench-peers: bench-server
	@Scripts/bench/run.sh --peers .build/release/sqz-bench $(ARGS)

bench-server: packages
	@Scripts/quietly.sh 'Building sqz-bench' $(BUILD_RELEASE) --product sqz-bench

pictures: $(STAMP)
	@Scripts/pictures/draw.sh $(PROGRAM) Assets

keys: packages
	@SQZ_REWRITE_KEYS=1 Scripts/quietly.sh 'Writing Documentation/Keys.md' \
	  $(SWIFT) test --filter ExplorerTests.KeysPageTests

manual: packages
	@SQZ_REWRITE_MANUAL=1 Scripts/quietly.sh 'Writing Documentation/sqz-tui.1' \
	  $(SWIFT) test --filter CommandTests.ManualPageTests

install: $(STAMP) install-files

install-files:
	@Scripts/install-packages.sh binutils
	install -D -s -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/sqz-tui
	install -D -m 644 Assets/coffee.png $(DESTDIR)$(PREFIX)/share/sqz-tui/coffee.png
	@mkdir -p $(DESTDIR)$(PREFIX)/share/man/man1
	gzip -9n <Documentation/sqz-tui.1 >$(DESTDIR)$(PREFIX)/share/man/man1/sqz-tui.1.gz
	@Scripts/install-completions.sh $(PROGRAM) $(DESTDIR)$(PREFIX)/share

deb: $(STAMP)
	@Scripts/install-packages.sh binutils dpkg-dev
	@Scripts/deb.sh $(PROGRAM) $(VERSION) .build

check-deb: deb
	@Scripts/install-packages.sh debootstrap lintian
	@Scripts/check-deb.sh .build/sqz-tui_$(VERSION)_*.deb

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/sqz-tui $(DESTDIR)$(PREFIX)/share/man/man1/sqz-tui.1.gz \
	  $(DESTDIR)$(PREFIX)/share/sqz-tui/coffee.png \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/sqz-tui \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_sqz-tui \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/sqz-tui.fish

# Not through links: kernels would become three copies.
format:
	find Sources Tests Package.swift -name '*.swift' -type f \
	  -exec $(SWIFT) format --in-place {} +

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

clean:
	rm -rf .build

force:

# make demo   installs what is missing, builds, and shows the main job on a private PostgreSQL
# make test   installs what is missing, builds, and runs all tests
# make build  leaves the release binary at build/trueup
JOBS ?= $(shell nproc)

.PHONY: build demo test test-all install-needed asan fuzz bench corpus clean
build: install-needed
	@cmake --preset release >/dev/null
	@cmake --build --preset release -j $(JOBS)

demo: build
	@examples/autoserve/demo/run build/trueup

test: build
	@tools/fetch_postgres18
	@tools/fetch_sqlalchemy2
	@cd build && ctest --output-on-failure -j $(JOBS) $(CTEST_ARGS)

# Everything, sampled campaigns included as a whole; hours.
test-all: build
	@cd build && TRUEUP_TEST_ALL=1 ctest --output-on-failure -j $(JOBS)

asan: install-needed
	@cmake --preset asan >/dev/null && cmake --build --preset asan -j $(JOBS)
	@cd build-asan && ctest --output-on-failure -j $(JOBS) -L unit

# The fuzzers, each for FUZZ_SECONDS; needs clang, which is installed where it is missing.
FUZZ_SECONDS ?= 60
fuzz: install-needed
	@tools/fuzz $(FUZZ_SECONDS)

# FOLDER: a schema as core.sql and as models20/; see tests/perf/run.
bench: build
	@tests/perf/run build/trueup $(FOLDER)

# FOLDER: check-outs of the projects of tests/corpus/projects.toml.
corpus: build
	@tests/corpus/run build/trueup $(FOLDER)

install-needed:
	@tools/install_needed

clean:
	rm -rf build build-*

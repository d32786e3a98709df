#!/usr/bin/env python3
"""run.py [NUMBER…]: puts small bugs into the program, one at a time, and counts which of them the
tests notice. All are built in at once, in a copy of the sources; SQZ_MUTANT says which one counts.
The tests named in a bug's row run first, all where these notice nothing."""
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("mutants.txt")
WORK = ROOT / ".build-mutants"
TREE, EMPTY = WORK / "tree", WORK / "empty"
WANTED = 0.95

SWIFT = """import Glibc

let sqzMutant = getenv("SQZ_MUTANT").map { Int(atoi($0)) } ?? 0
"""
C = """extern char *getenv(const char *);
extern int atoi(const char *);
static int sqz_mutant(void) {
  const char *text = getenv("SQZ_MUTANT");
  return text ? atoi(text) : 0;
}
"""


class Mutant:
    def __init__(self, header, old, new):
        number, self.file, self.tests = header.split()
        self.number = int(number)
        old, self.new = "\n".join(old), "\n".join(new)
        self.is_expression = "⟦" in old
        parts = re.split("[⟦⟧⟪⟫]", old)
        self.before, self.old, after = parts if len(parts) == 3 else ("", old, "")
        self.whole = self.before + self.old + after

    @property
    def module(self):
        parts = self.file.split("/")
        return parts[1] if parts[0] == "C" else parts[0]

    def place(self, text):
        count = text.count(self.whole)
        if count != 1:
            where = "not found" if count == 0 else f"found {count} times"
            sys.exit(f"mutant {self.number}: its old text is {where} in Sources/{self.file}")
        start = text.index(self.whole) + len(self.before)
        return start, start + len(self.old)


def read_table():
    mutants, header, old, new = [], None, [], []
    for line in TABLE.read_text().splitlines() + ["0 end end"]:
        if line.startswith("-"):
            old.append(line[2:])
        elif line.startswith("+"):
            new.append(line[2:])
        elif line and not line.startswith("#"):
            if header:
                mutants.append(Mutant(header, old, new))
            header, old, new = line, [], []
    numbers = [mutant.number for mutant in mutants]
    if len(set(numbers)) < len(numbers):
        sys.exit("two mutants have one number")
    return mutants


def mutated(text, mutants, variable):
    """The text with all its mutants, each behind a question."""
    places = {}
    for mutant in mutants:
        places.setdefault(mutant.place(text), []).append(mutant)
    for (start, end), here in sorted(places.items(), reverse=True):
        part = text[start:end]
        for mutant in here:
            if mutant.is_expression:
                part = f"({variable} == {mutant.number} ? ({mutant.new}) : ({part}))"
            else:
                part = f"if ({variable} == {mutant.number}) {{\n{mutant.new}\n}} else {{\n{part}\n}}"
        text = text[:start] + part + text[end:]
    return text


def write(path, text):
    """Only what is new, so that little is built again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != text:
        path.write_bytes(text)


def copy(mutants):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, check=True,
        capture_output=True).stdout.decode().split("\0")
    files = {name for name in listed if name and (ROOT / name).is_file()} | {"Package.resolved"}
    by_file, modules = {}, set()
    for mutant in mutants:
        by_file.setdefault("Sources/" + mutant.file, []).append(mutant)
    for name in sorted(files):
        source, target = ROOT / name, TREE / name
        if source.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.is_symlink():
                target.symlink_to(os.readlink(source))
        elif source.exists():
            text = source.read_bytes()
            if here := by_file.pop(name, None):
                is_c = name.endswith(".c")
                text = mutated(text.decode(), here, "sqz_mutant()" if is_c else "sqzMutant")
                text = ((C if is_c else "") + text).encode()
                if not is_c:
                    folder = name.split("/")[1:3 if name.startswith("Sources/Kernels") else 2]
                    modules.add("/".join(folder))
            write(target, text)
    if by_file:
        sys.exit(f"there is no {', '.join(by_file)}")
    if "Kernels/Baseline" in modules:
        modules |= {"Kernels/AVX2", "Kernels/AVX512"}
    for module in modules:
        write(TREE / "Sources" / module / "SqzMutant.swift", SWIFT.encode())
    # What is gone from the sources, or was put in by a row that is gone.
    kept = files | {f"Sources/{module}/SqzMutant.swift" for module in modules}
    for path in [*TREE.rglob("*")]:
        if not path.is_dir() and str(path.relative_to(TREE)) not in kept:
            path.unlink()


def build():
    command = ["swift", "build", "--build-tests", "--package-path", str(TREE),
               "--scratch-path", str(WORK / "build")]
    log = WORK / "build.log"
    with open(log, "w") as output:
        if subprocess.run(command, stdout=output, stderr=subprocess.STDOUT).returncode != 0:
            errors = [line for line in log.read_text().splitlines() if ": error:" in line]
            sys.exit("\n".join(errors[:10] + [f"the build failed: {log}"]))


def run_tests(number, arguments, limit):
    """None where all tests pass, else what noticed."""
    program = WORK / "build/debug/sqz-tuiPackageTests.xctest"
    environment = dict(
        os.environ, SQZ_MUTANT=str(number), SQZ_WEIGHTS_DIR=str(EMPTY), XDG_DATA_HOME=str(EMPTY),
        SWIFT_BACKTRACE="enable=no")
    process = subprocess.Popen(
        [program, "--testing-library", "swift-testing", *arguments], cwd=TREE, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    is_over = threading.Event()

    def end():
        is_over.set()
        os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(limit, end)
    timer.start()
    found = None
    for line in process.stdout:
        match = re.search(r'Test (.*?) recorded an issue', line.decode(errors="replace"))
        if match:
            found = match[1]
            break  # one is enough
    if found:
        end()
    process.stdout.close()
    status = process.wait()
    timer.cancel()
    if found:
        return found
    if is_over.is_set():
        return f"nothing within {limit:.0f} s"
    return None if status == 0 else f"exit status {status}"


def stages(mutant):
    """Arguments for its own tests, for its module's, for all: those in a terminal last and alone,
    for they have limits of time, as have others, so that nothing else should run meanwhile."""
    module, _, suite = mutant.tests.partition(".")
    terminal = "^CommandTests\\.PTY"
    if suite.startswith("PTY"):
        yield ["--no-parallel", "--filter", f"^CommandTests\\.{suite}Tests/"]
    elif suite:
        yield ["--filter", f"^{module}Tests\\.{suite}Tests/"]
    yield ["--filter", f"^{module}Tests\\.", "--skip", terminal]
    yield ["--skip", terminal]
    yield ["--no-parallel", "--filter", terminal]


def main():
    started = time.monotonic()
    mutants = read_table()
    wanted = [int(argument) for argument in sys.argv[1:]]
    if unknown := set(wanted) - {mutant.number for mutant in mutants}:
        sys.exit(f"there is no mutant {min(unknown)}")
    EMPTY.mkdir(parents=True, exist_ok=True)
    copy(mutants)
    build()
    chosen = [mutant for mutant in mutants if not wanted or mutant.number in wanted]
    # Without a bug everything passes, and says how long it may take.
    limits = {}
    survivors = []
    counts = {}
    for mutant in chosen:
        noticed = None
        for arguments in stages(mutant):
            key = tuple(arguments)
            if key not in limits:
                begun = time.monotonic()
                if failure := run_tests(0, arguments, 900):
                    sys.exit(f"the tests fail without a bug: {failure} ({' '.join(arguments)})")
                limits[key] = max(60, 4 * (time.monotonic() - begun))
            if noticed := run_tests(mutant.number, arguments, limits[key]):
                break
        print(f"{mutant.number:4} {mutant.file:45} {noticed or 'SURVIVED'}", flush=True)
        count = counts.setdefault(mutant.module, [0, 0])
        count[0 if noticed else 1] += 1
        if not noticed:
            survivors.append(mutant.number)
    print()
    for module, (noticed, survived) in counts.items():
        print(f"{module:20} {noticed:3} noticed {survived:3} survived")
    share = 1 - len(survivors) / len(chosen)
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} noticed ({share:.0%}), "
          f"{time.monotonic() - started:.0f} s")
    if survivors:
        print("survived:", *survivors)
    sys.exit(0 if share >= WANTED else 1)


main()

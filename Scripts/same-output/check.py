#!/usr/bin/env python3
"""Compare what two builds of the program print and write, byte for byte.

    Scripts/same-output/check.py OLD_PROGRAM NEW_PROGRAM [--weights FILE] [--only REGEX]

For whoever changes the code and not what it does. Each command line of commands.py runs with both
programs at the same time, each on one core unless the line says how many threads; exit status,
standard output, standard error and every file that was written are held against each other.
Trained v1.0 weights come from --weights or $SQZ_WEIGHTS_DIR/compressed_SqueezeNet.net; without
them what is compared is untrained. The photo is the drawn one in Assets.
Needs NumPy and a C compiler; takes two to three minutes on two cores.

Times are the same, too, and nothing has to be masked: a small library, compiled here with the C
compiler and loaded before libc, answers clock_gettime. Each thread has a clock of its own, which
goes on by a fixed sequence of steps, so a layer takes the same time in every run.
"""
import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import numpy

SCRIPTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
sys.path.append(SCRIPTS + "/goldens")
import commands
import seeded_weights

CLOCK = r"""
#include <time.h>
static _Thread_local unsigned calls;
static _Thread_local long long now = 1000000000000LL;
int clock_gettime(clockid_t clock, struct timespec *time) {
  now += 100000 + (calls++ * 7919 % 1000) * 1000LL;
  time->tv_sec = now / 1000000000;
  time->tv_nsec = now % 1000000000;
  return 0;
}
"""


class Bench:
    """A folder with everything that the runs need."""

    def __init__(self, work, options):
        self.work, self.files = work, work + "/files"
        os.makedirs(self.files + "/folder")
        self.clock = work + "/clock.so"
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-xc", "-", "-o",
            self.clock], input=CLOCK.encode(), check=True)
        shutil.copy(SCRIPTS + "/../Assets/coffee.png", self.files + "/photo.png")
        golden = SCRIPTS + "/../Tests/ImagesTests/Goldens/baseline-444.jpg"
        with open(golden, "rb") as file:
            photo = file.read()
        self.write("photo.jpg", photo)
        self.write("short.jpg", photo[: len(photo) * 2 // 3])
        self.write("text.jpg", b"Not a photo, but a text.\n")
        self.write("empty.jpg", b"")
        arrays = {}
        for name, (kernel, bias) in seeded_weights.weights("v1.1").items():
            arrays |= {name + ".weight": kernel, name + ".bias": bias}
        numpy.savez(self.files + "/v11.npz", **arrays)
        with open(self.files + "/v11.npz", "rb") as file:
            weights = file.read()
        self.write("short.npz", weights[: len(weights) // 2])
        self.write("settings.toml", b'colormap = "viridis"\nthreads = 1\nview = "why"\n')
        self.write("wrong.toml", b'colormap = "jet"\nthread = 1\nview = 3\n')
        self.data = work + "/data"
        weights = options.weights or os.path.join(
            os.environ.get("SQZ_WEIGHTS_DIR", ""), "compressed_SqueezeNet.net")
        if not options.weights and not os.path.exists(weights):
            print("No trained weights: --weights FILE or SQZ_WEIGHTS_DIR; comparing untrained ones")
        else:
            shutil.copy(weights, self.files + "/weights.net")
            subprocess.run([options.old, "weights", "add", self.files + "/weights.net"],
                env=self.environment(work, self.data), check=True, stdout=subprocess.DEVNULL)

    def write(self, name, data):
        with open(f"{self.files}/{name}", "wb") as file:
            file.write(data)

    def environment(self, home, data):
        return {"PATH": os.environ["PATH"], "HOME": home, "XDG_DATA_HOME": data,
            "LC_ALL": "C.UTF-8", "LD_PRELOAD": self.clock}

    def run(self, side, program, line):
        """What a command line gave: a dictionary from a name (`status`, a file …) to bytes."""
        here = f"{self.work}/{side}"
        shutil.rmtree(here, ignore_errors=True)
        os.mkdir(here)
        for name in os.listdir(self.files):
            os.symlink(f"{self.files}/{name}", f"{here}/{name}")
        data = here + "/data"
        shutil.copytree(self.data, data) if os.path.exists(self.data) else os.mkdir(data)
        before = entries(here)
        script = f'sqz() {{ "$SQZ" "$@"; }}\n{line}'
        cores = sorted(os.sched_getaffinity(0))
        if "--threads" not in line:
            cores = [cores[side % len(cores)]]
        command = ["taskset", "-c", ",".join(map(str, cores)), "sh", "-c", script, "sqz-tui"]
        try:
            process = subprocess.run(command, cwd=here, stdin=subprocess.DEVNULL, timeout=90,
                env=self.environment(here, data) | {"SQZ": program}, capture_output=True)
            found = {"status": b"%d\n" % process.returncode, "standard output": process.stdout,
                "standard error": process.stderr}
        except subprocess.TimeoutExpired:
            found = {"status": b"still running after 90 seconds\n"}
        after = entries(here)
        for path in sorted(before.keys() | after.keys()):
            if path not in after:
                found[path] = b"(removed)"
            elif before.get(path) != after[path]:
                with open(f"{here}/{path}", "rb") as file:
                    found[path] = file.read()
        return {name: content.replace(here.encode(), b"FOLDER") for name, content in found.items()}


def entries(folder):
    """The files that there are, each with what changes when it is written."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            status = os.stat(path)
            found[os.path.relpath(path, folder)] = (
                status.st_ino, status.st_mtime_ns, status.st_size, os.path.islink(path))
    return found


def difference(old, new):
    """At most ten lines that say what differs."""
    if old is None or new is None:
        return ["only the " + ("new" if old is None else "old") + " program writes it"]
    try:
        lines = [text.decode().splitlines() for text in (old, new)]
        if lines[0] != lines[1]:
            found = list(difflib.unified_diff(*lines, "old", "new", lineterm="", n=0))[2:]
            return [line[:200] for line in found[:10]] + ["…"] * (len(found) > 10)
    except UnicodeDecodeError:
        pass
    first = next((i for i, pair in enumerate(zip(old, new)) if pair[0] != pair[1]),
        min(len(old), len(new)))
    return [f"{len(old)} and {len(new)} bytes, byte {first} is the first that differs"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--weights", help="trained v1.0 weights, as their authors publish them")
    parser.add_argument("--only", default="", help="only command lines that this pattern finds")
    options = parser.parse_args()
    options.old, options.new = os.path.abspath(options.old), os.path.abspath(options.new)
    lines = [line for line in commands.table() if re.search(options.only, line)]
    compared, differing, began = 0, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor() as pool:
        bench = Bench(work, options)
        for line in lines:
            old, new = pool.map(bench.run, [0, 1], [options.old, options.new], [line, line])
            for name in sorted(old.keys() | new.keys()):
                compared += 1
                if old.get(name) != new.get(name):
                    differing += 1
                    print(f"{line}: {name} differs", flush=True)
                    for part in difference(old.get(name), new.get(name)):
                        print("    " + part)
    print(f"{len(lines)} command lines, {compared} outputs compared, {differing} differ, "
        f"{time.monotonic() - began:.0f} s")
    sys.exit(1 if differing or not compared else 0)


main()

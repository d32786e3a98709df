"""Times the engine against ONNX Runtime, turn by turn, so that both meet the same machine.

    python3 Scripts/bench/bench.py --ours .build/release/sqz-bench

`--ours` is a command that takes peers.py's arguments and speaks its protocol. All servers live
through the whole run and only one works at a time; a pause between turns lets the threads of the
last one stop spinning. The order turns round every other round. The first pass of a turn finds
cold caches and sleeping threads, whoever's turn it is, and is not counted.
"""

import argparse
import datetime
import os
import pathlib
import platform
import shlex
import statistics
import subprocess
import sys
import time

PEER = [sys.executable, str(pathlib.Path(__file__).resolve().parent / "peers.py")]


class Server:
    """One engine at one thread count."""

    def __init__(self, command, threads, arguments):
        self.threads = threads
        self.times = []
        full = command + arguments + ["--threads", str(threads)]
        self.process = subprocess.Popen(
            full, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.name = self.ask("name")
        self.top = [entry.split(":") for entry in self.ask("top").split()]

    def ask(self, command):
        try:
            self.process.stdin.write(command + "\n")
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            sys.exit(f"{shlex.join(self.process.args)}: ended at `{command}`")
        return line.strip()

    def turn(self, passes):
        answer = [float(word) for word in self.ask(f"run {passes + 1}").split()]
        if len(answer) != passes + 1:
            sys.exit(f"{self.name}: {len(answer)} times for {passes + 1} passes")
        self.times += answer[1:]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def check_agreement(servers):
    """All engines name the same five classes, probabilities to 1e-5."""
    first = servers[0]
    for other in servers[1:]:
        same = [entry[0] for entry in first.top] == [entry[0] for entry in other.top]
        close = all(abs(float(a[1]) - float(b[1])) <= 1e-5 for a, b in zip(first.top, other.top))
        if len(other.top) != 5 or not same or not close:
            sys.exit(f"no agreement: {first.name} {first.top}, {other.name} {other.top}")


def cpu_name():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def report(options, ours, peers, load):
    print(f"SqueezeNet {options.model}, {options.geometry}, {options.size}x{options.size}, batch 1")
    print(f"{cpu_name()}, {os.cpu_count()} CPUs, load {load:.2f} before the run")
    print(
        f"{datetime.date.today()}, {options.rounds} rounds of {options.passes} passes,"
        f" milliseconds a pass"
    )
    if load > 0.5:
        print("the machine was not calm: trust the minima more than the medians")
    print(f"\n{'engine':<32} {'threads':>7} {'median':>8} {'min':>8}")
    for server in ours + peers:
        median, least = statistics.median(server.times), min(server.times)
        print(f"{server.name:<32} {server.threads:>7} {median:>8.2f} {least:>8.2f}")
    print()
    for mine, peer in zip(ours, peers):
        median = statistics.median(mine.times) / statistics.median(peer.times)
        least = min(mine.times) / min(peer.times)
        plural = "" if mine.threads == 1 else "s"
        print(
            f"{mine.threads} thread{plural}: {median:.2f} times {peer.name}'s median,"
            f" {least:.2f} times its minimum"
        )
    for group in (ours, peers):
        for server in group[1:]:
            gain = statistics.median(group[0].times) / statistics.median(server.times)
            print(
                f"{server.name}: {server.threads} threads are {gain:.2f} times as fast"
                f" as {group[0].threads}"
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ours", required=True, help="command of our bench server")
    parser.add_argument("--model", default="v1.0")
    parser.add_argument("--geometry", default="keras")
    parser.add_argument("--size", default="224")
    parser.add_argument("--weights", help="trained weights instead of seeded ones")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--passes", type=int, default=5, help="passes a turn")
    parser.add_argument("--pause", type=float, default=20, help="milliseconds between turns")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    arguments = ["--model", options.model, "--geometry", options.geometry, "--size", options.size]
    if options.weights:
        arguments += ["--weights", options.weights]
    ours = [Server(shlex.split(options.ours), threads, arguments) for threads in options.threads]
    peers = [Server(PEER, threads, arguments) for threads in options.threads]
    servers = [server for pair in zip(ours, peers) for server in pair]
    check_agreement(servers)
    for number in range(options.rounds):
        for server in servers if number % 2 == 0 else reversed(servers):
            time.sleep(options.pause / 1000)
            server.turn(options.passes)
    for server in servers:
        server.close()
    report(options, ours, peers, load)


if __name__ == "__main__":
    main()

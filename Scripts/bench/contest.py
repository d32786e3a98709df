"""Engines that take turns in one case, so that all meet the same machine.

The engines, each at each thread count, live through the whole case, and only one works at a time:
the next begins when the threads of the last one sleep, after a pause. A round gives each one turn,
in an order drawn by lot and turned round every other round.
"""

import dataclasses
import pathlib
import random
import shlex
import sys
import time

import machine
import report
import servers

PEERS_FOLDER = pathlib.Path(__file__).resolve().parent / "peers"
PEERS = {
    "onnx_runtime": "ONNX Runtime",
    "openvino_peer": "OpenVINO",
    "ncnn_peer": "ncnn",
    "mnn_peer": "MNN",
    "litert_peer": "LiteRT",
    "keras_peer": "Keras",
}
ORDER_SEED = 20160224


@dataclasses.dataclass(eq=False)
class Member:
    server: servers.Server
    title: str
    is_ours: bool
    error: float = 0.0  # Of ln p.


class Contest:
    """The engines of one case; `absent` says why a peer is not among them. A context: its servers
    end with it."""

    def __init__(self, case, truth, threads, weights=None):
        self.case = case
        self.truth = truth
        self.threads = threads
        self.members = []
        self.absent = []
        model, geometry, size = case.split("/")
        self.arguments = ["--model", model, "--geometry", geometry, "--size", size]
        if weights:
            self.arguments += ["--weights", weights]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for member in self.members:
            member.server.close()

    def enter_ours(self, commands):
        for number, command in enumerate(commands, start=1):
            title = "sqz-tui" if len(commands) == 1 else f"sqz-tui-{number}"
            self.enter(shlex.split(command), title, True)

    def enter_peers(self, names):
        for name in names:
            command = [sys.executable, str(PEERS_FOLDER / f"{name}.py")]
            try:
                servers.prepare(command, self.arguments)
            except servers.ServerError as error:
                self.absent.append((PEERS[name], str(error)))
            else:
                self.enter(command, PEERS[name], False)

    def enter(self, command, title, is_ours):
        for threads in self.threads:
            try:
                server = servers.Server(command, self.arguments, threads)
            except servers.ServerError as error:
                if is_ours:
                    sys.exit(f"{shlex.join(command)}: {error}")
                self.absent.append((title, str(error)))
                return
            if is_ours:
                server.name = f"{title} {server.name.removeprefix('sqz-tui').strip()}"
            self.members.append(Member(server, title, is_ours))
            self.attempt(self.members[-1], self.check)

    def attempt(self, member, work):
        """Does a member's work; ends the run where ours fails, drops a peer that fails."""
        try:
            work(member)
        except servers.ServerError as error:
            if member.is_ours:
                sys.exit(f"{member.server.name}: {error}")
            title = f"{member.title} with {report.plural(member.server.threads)}"
            self.absent.append((title, str(error)))
            self.members.remove(member)
            member.server.close()

    def check(self, member):
        """Holds a member's answer to the truth."""
        error = self.truth.error(member.server.top())
        member.error = max(member.error, error)
        if not error <= self.truth.tolerance:
            raise servers.ServerError(
                f"ln p of its answer is off by {error:.1e}, allowed is {self.truth.tolerance:.1e}"
            )

    def run(self, rounds, passes, pause):
        """Takes turns and returns the report's Case. `pause` is in milliseconds."""
        lots = random.Random(ORDER_SEED)
        before = machine.ticks()
        for number in range(rounds):
            if number % 2 == 0:
                order = lots.sample(self.members, len(self.members))
            for member in order if number % 2 == 0 else order[::-1]:
                if member in self.members:
                    time.sleep(pause / 1000)
                    self.attempt(member, lambda member: member.server.turn(passes))
        stolen = machine.stolen(before, machine.ticks())
        # Again, for an engine may have lost its input meanwhile.
        for member in list(self.members):
            self.attempt(member, self.check)
        results = [result(member) for member in self.members]
        return report.Case(
            self.case.replace("/", " "), results, report.notes(results, stolen, self.absent)
        )


def result(member):
    server = member.server
    return report.Result(
        server.name, server.threads, server.times, server.busy, member.error, member.is_ours
    )

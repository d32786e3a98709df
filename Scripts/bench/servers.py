"""The driver's side of the protocol that peers/peer.py describes."""

import signal
import subprocess
import tempfile
import time

import machine


class ServerError(Exception):
    """A server ended or answered nonsense; says why in a line."""


class Server:
    """One engine at one thread count, a process that lives through the whole run."""

    def __init__(self, command, arguments, threads):
        self.threads = threads
        self.times = []  # Milliseconds of the passes that count.
        self.wall = self.cpu = 0.0  # Seconds of all turns.
        self.errors = tempfile.TemporaryFile()
        self.process = start(command + arguments + ["--threads", str(threads)], self.errors)
        try:
            self.name = self.ask("name")
        except ServerError:
            self.close()
            raise

    def ask(self, command):
        try:
            self.process.stdin.write(command + "\n")
            line = self.process.stdout.readline().strip()
        except BrokenPipeError:
            line = ""
        if line.startswith("error "):
            raise ServerError(line.removeprefix("error "))
        if not line:
            raise ServerError(complaint(self.process, self.errors))
        return line

    def top(self):
        """The five strongest classes as (class, probability)."""
        line = self.ask("top")
        try:
            pairs = [entry.split(":") for entry in line.split()]
            return [(int(index), float(probability)) for index, probability in pairs]
        except ValueError:
            raise ServerError(f"answers `top` with {line!r}") from None

    def turn(self, passes):
        """Times `passes` passes after one that finds cold caches and sleeping threads."""
        cpu, start_time = machine.cpu_seconds(self.process.pid), time.perf_counter()
        line = self.ask(f"run {passes + 1}")
        self.wall += time.perf_counter() - start_time
        self.cpu += machine.cpu_seconds(self.process.pid) - cpu
        try:
            times = [float(word) for word in line.split()]
        except ValueError:
            raise ServerError(f"answers `run` with {line!r}") from None
        if len(times) != passes + 1:
            raise ServerError(f"{len(times)} times for {passes + 1} passes")
        self.times += times[1:]

    def settle(self, limit=0.5):
        """Waits until its threads sleep: some spin for a while after a pass."""
        end = time.monotonic() + limit
        while machine.is_running(self.process.pid) and time.monotonic() < end:
            time.sleep(0.002)

    @property
    def busy(self):
        """Processors that it kept busy while it worked."""
        return self.cpu / self.wall if self.wall else 0.0

    def close(self):
        """Servers end with their input."""
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()
            except BrokenPipeError:
                pass
        self.process.wait()
        self.errors.close()


def start(command, errors):
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            bufsize=1,
        )
    except OSError as error:
        errors.close()
        raise ServerError(f"{command[0]}: {error.strerror}") from None


def complaint(process, errors):
    """Why a process ended: its last line on standard error, or its status."""
    status = process.wait()
    if status < 0:
        return f"ended by {signal.Signals(-status).name}"
    errors.seek(0)
    lines = errors.read().decode("utf-8", "replace").split("\n")
    lines = [line.strip() for line in lines if line.strip()]
    return lines[-1] if lines else f"ended with status {status}"


def prepare(command, arguments):
    """Lets a peer write its model files."""
    with tempfile.TemporaryFile() as errors:
        process = start(command + arguments + ["--prepare"], errors)
        answer, _ = process.communicate()
        if process.returncode:
            reason = answer.strip().removeprefix("error ") or complaint(process, errors)
            raise ServerError(reason)

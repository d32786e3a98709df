"""What the machine is and what it did meanwhile, from /proc where there is one."""

import glob
import os
import pathlib
import platform

TICK = os.sysconf("SC_CLK_TCK")


def read(path):
    try:
        return pathlib.Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def cpu_name():
    names = [
        line.partition(":")[2].strip()
        for line in read("/proc/cpuinfo").splitlines()
        if line.startswith("model name")
    ]
    return names[0] if names else platform.processor() or platform.machine()


def ticks():
    """(stolen, all) ticks of all processors since start-up; another guest had the stolen ones."""
    times = [int(word) for word in read("/proc/stat").partition("\n")[0].split()[1:9]]
    return (times[7], sum(times)) if len(times) == 8 else (0, 0)


def stolen(before, after):
    """Share of the processors' time that the host gave away between two `ticks`, 0 to 1."""
    return (after[0] - before[0]) / max(1, after[1] - before[1])


def fields(path):
    """Words of a `stat` file after the name in brackets, which may hold anything."""
    return read(path).rpartition(")")[2].split()


def cpu_seconds(process):
    """Processor time of a process and all its threads so far, to the tick."""
    words = fields(f"/proc/{process}/stat")
    return (int(words[11]) + int(words[12])) / TICK if words else 0.0


def is_running(process):
    """Whether a thread of the process has, or waits for, a processor."""
    return any(fields(path)[:1] == ["R"] for path in glob.glob(f"/proc/{process}/task/*/stat"))

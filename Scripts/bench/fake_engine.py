"""An engine for the tests of the benchmark scripts: speaks the protocol and computes nothing.

    fake_engine.py NAME WAY ARGUMENTS…

WAY is `well`, or how it fails: `wrong` answers from the start, `forgets` its input by the end,
`error` when it starts, `dies` or `short` when it is to run.
"""

import itertools
import os
import signal
import sys

TOP = "0:0.4 1:0.3 2:0.15 3:0.1 4:0.05"
WRONG = "0:0.41 1:0.29 2:0.15 3:0.1 4:0.05"
SPEED = {"ours": 6, "quick": 10, "slow": 20}


def answers(name, way, threads):
    looks = itertools.count()
    for line in sys.stdin:
        words = line.split()
        if words == ["name"]:
            yield f"{name} 1.0"
        elif words == ["top"]:
            is_wrong = way == "wrong" or (way == "forgets" and next(looks) > 0)
            yield WRONG if is_wrong else TOP
        elif way == "dies":
            os.kill(os.getpid(), signal.SIGILL)
        else:
            count = int(words[1]) - (way == "short")
            yield " ".join([str(SPEED.get(name, 30) / threads)] * count)


def main():
    name, way, *arguments = sys.argv[1:]
    if way == "error":
        print("error ImportError: no such engine")
        sys.exit(1)
    if "--prepare" in arguments:
        return
    threads = int(arguments[arguments.index("--threads") + 1])
    for answer in answers(name, way, threads):
        print(answer, flush=True)


if __name__ == "__main__":
    main()

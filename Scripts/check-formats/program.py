"""What the scripts here ask of the program, and a row for each answer."""

import json
import subprocess
import time

# Seconds in which a file must be read.
LIMIT = 0.1


def run(program, *arguments):
    start = time.monotonic()
    result = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    return result, time.monotonic() - start


def probabilities(program, photo, path, classes, *options):
    """Those of all classes, or what the program says in their place."""
    result, _ = run(
        program, "classify", photo, "--weights", path, "--top", classes, "--format", "json",
        *options)
    if result.returncode:
        return result.stderr.strip()
    found = {entry["index"]: entry["probability"]
             for entry in json.loads(result.stdout)["images"][0]["top"]}
    return [found[index] for index in range(classes)]


def check(program, photo, path, name, expected, *options, limit=1e-5):
    """Prints a row; true where the answer is another one or comes too late."""
    found = probabilities(program, photo, path, len(expected), *options)
    text = found if isinstance(found, str) else ""
    difference = float("inf") if text else max(abs(a - b) for a, b in zip(found, expected))
    seconds = min(run(program, "layers", "--weights", path)[1] for _ in range(3))
    is_good = difference <= limit and seconds <= LIMIT
    print(f"{'ok ' if is_good else 'BAD'} {name:54} {difference:.1e} of {max(expected):.2f}  "
          f"{seconds * 1000:4.0f} ms  {text}", flush=True)
    return not is_good

"""Tables of what was measured. Nothing here measures or needs a package."""

import dataclasses
import statistics


LEGEND = """\
*        the fastest of the others, by median
ours/it  our median divided by its median; (min): the same of the minima
busy     processors that it kept busy
gain     times as fast as with the fewest threads
error    of ln p among the top five, against float64"""


@dataclasses.dataclass
class Result:
    """One engine at one thread count in one case."""

    engine: str
    threads: int
    times: list  # Milliseconds a pass.
    busy: float = 0.0  # Processors in use.
    error: float = 0.0  # Of ln p.
    is_ours: bool = False

    @property
    def median(self):
        return statistics.median(self.times)

    @property
    def least(self):
        return min(self.times)


@dataclasses.dataclass
class Case:
    """A network at a size, with what its engines took."""

    name: str  # As in `v1.0 keras 224`.
    results: list
    notes: list = dataclasses.field(default_factory=list)

    def at(self, threads, is_ours=None):
        """Results at a thread count, in the order of their servers."""
        return [
            result
            for result in self.results
            if result.threads == threads and is_ours in (None, result.is_ours)
        ]

    def fastest(self, threads):
        """The peer of least median, or None."""
        return min(self.at(threads, False), key=lambda result: result.median, default=None)

    @property
    def threads(self):
        return sorted({result.threads for result in self.results})


def plural(threads):
    return f"{threads} thread" + ("" if threads == 1 else "s")


def case_tables(case):
    """Lines: a table for each thread count, the fastest engine first. `gain` is how many times as
    fast as with the fewest threads."""
    lines = []
    for threads in case.threads:
        ours = case.at(threads, True)
        head = "".join(f"{f'{mine.engine.split()[0]}/it':>14} {'(min)':>6}" for mine in ours)
        title = f"{case.name}, {plural(threads)}"
        lines += [
            "",
            f"{title:<36} {'median':>8} {'min':>8}{head} {'busy':>6} {'gain':>6} {'error':>8}",
        ]
        for result in sorted(case.at(threads), key=lambda result: result.median):
            mark = "*" if result is case.fastest(threads) else " "
            ratios = "".join(
                f"{mine.median / result.median:>14.2f} {mine.least / result.least:>6.2f}"
                for mine in ours
            )
            lines.append(
                f"{mark} {result.engine:<34} {result.median:>8.2f} {result.least:>8.2f}{ratios}"
                f" {result.busy:>6.2f} {gain(case, result):>6} {result.error:>8.1e}"
            )
    return lines + [""] * bool(case.notes) + [f"note: {note}" for note in case.notes]


def gain(case, result):
    alone = [other for other in case.at(case.threads[0]) if other.engine == result.engine]
    return f"{alone[0].median / result.median:.2f}" if alone and alone != [result] else ""


def notes(results, stolen, absent):
    """Lines about what is missing and what disturbed; `stolen` is a share of the processors."""
    found = [f"{title} is missing: {reason}" for title, reason in absent]
    if stolen > 0.01:
        found.append(f"the host gave {stolen:.0%} of the processors' time to other guests")
    for result in results:
        if result.busy > result.threads + 0.2:
            found.append(
                f"{result.engine} kept {result.busy:.2f} processors busy"
                f" with {plural(result.threads)}"
            )
    alone = [result.busy for result in results if result.threads == 1]
    if alone and statistics.mean(alone) < 0.95:
        found.append(
            f"single threads had a processor for {statistics.mean(alone):.0%} of their turns:"
            " something else ran, trust the minima more than the medians"
        )
    return found


def summary(cases):
    """Lines: each of our engines against the fastest peer of each case."""
    if not any(case.fastest(threads) for case in cases for threads in case.threads):
        return []
    head = f"{'against the fastest of the others':<40} {'median':>8} {'min':>8}  fastest by median"
    lines = ["", head]
    for case in cases:
        for threads in case.threads:
            peer = case.fastest(threads)
            for mine in case.at(threads, True) if peer else []:
                least = min(result.least for result in case.at(threads, False))
                title = f"{mine.engine.split()[0]}, {case.name}, {plural(threads)}"
                ratio = mine.median / peer.median
                lines.append(f"{title:<34} {ratio:>8.2f} {mine.least / least:>8.2f}  {peer.engine}")
    return lines


def markdown(cases):
    """A table for the README: medians, the fastest peer's bold, and our ratio to it."""
    names = {}
    for case in cases:
        for result in sorted(case.results, key=lambda result: not result.is_ours):
            names.setdefault(result.engine, result.is_ours)
    ours = [name for name, is_ours in names.items() if is_ours and not all(names.values())]
    titles = [*names, *(f"{name.split()[0]} ÷ the fastest other" for name in ours)]
    lines = ["| | " + " | ".join(titles) + " |", "| --- |" + " ---: |" * len(titles)]
    for case in cases:
        architecture, geometry, size = case.name.split()
        for threads in case.threads:
            title = f"{architecture} `{geometry}` {size}, {plural(threads)}"
            cells = [cell(case, threads, name) for name in names]
            cells += [ratio(case, threads, name) for name in ours]
            lines.append("| " + " | ".join([title, *cells]) + " |")
    return lines


def cell(case, threads, name):
    for result in case.at(threads):
        if result.engine == name:
            text = f"{result.median:.1f}"
            return f"**{text}**" if result is case.fastest(threads) else text
    return "–"


def ratio(case, threads, name):
    peer = case.fastest(threads)
    mine = [result for result in case.at(threads, True) if result.engine == name]
    return f"{mine[0].median / peer.median:.2f}" if peer and mine else "–"

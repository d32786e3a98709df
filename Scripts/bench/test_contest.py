"""Whole contests between engines that only pretend."""

import math
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import agreement
import contest

FAKE = pathlib.Path(__file__).resolve().parent / "fake_engine.py"
TRUTH = agreement.Truth([math.log(p) for p in (0.4, 0.3, 0.15, 0.1, 0.05)], 10)


class ContestTests(unittest.TestCase):
    def hold(self, peers, ours="well"):
        """A contest against peers, given as name -> way."""
        with tempfile.TemporaryDirectory() as folder:
            for name, way in peers.items():
                text = f"import os, sys\nos.execv(sys.executable, [sys.executable, {str(FAKE)!r},"
                text += f" {name!r}, {way!r}, *sys.argv[1:]])\n"
                (pathlib.Path(folder) / f"{name}.py").write_text(text)
            folders = mock.patch.object(contest, "PEERS_FOLDER", pathlib.Path(folder))
            titles = mock.patch.object(contest, "PEERS", {name: name.title() for name in peers})
            entrants = contest.Contest("v1.0/keras/224", TRUTH, [1, 2])
            with folders, titles, entrants:
                entrants.enter_ours([f"{sys.executable} {FAKE} ours {ours}"])
                entrants.enter_peers(peers)
                return entrants.run(rounds=2, passes=3, pause=0)

    def test_all_take_turns(self):
        case = self.hold({"quick": "well", "slow": "well"})
        self.assertEqual(case.name, "v1.0 keras 224")
        found = {(result.engine, result.threads): result.times for result in case.results}
        self.assertEqual(len(found), 6)
        self.assertEqual(found["slow 1.0", 2], [10.0] * 6)
        self.assertEqual(found["sqz-tui ours 1.0", 1], [6.0] * 6)
        self.assertEqual(case.fastest(1).engine, "quick 1.0")
        self.assertFalse([note for note in case.notes if "missing" in note])

    def test_failures_are_named(self):
        ways = ("error", "wrong", "forgets", "dies", "short")
        case = self.hold({f"peer{way}": way for way in ways} | {"quick": "well"})
        engines = {result.engine for result in case.results}
        self.assertEqual(engines, {"sqz-tui ours 1.0", "quick 1.0"})
        missing = [note for note in case.notes if "missing" in note]
        self.assertIn("Peererror is missing: ImportError: no such engine", missing)
        self.assertEqual(len([note for note in missing if "ln p of its answer" in note]), 4)
        self.assertIn("Peerdies with 2 threads is missing: ended by SIGILL", missing)
        self.assertIn("Peershort with 1 thread is missing: 3 times for 4 passes", missing)

    def test_ours_must_not_fail(self):
        for way in ("error", "wrong", "forgets", "dies", "short"):
            with self.subTest(way), self.assertRaises(SystemExit):
                self.hold({}, ours=way)


if __name__ == "__main__":
    unittest.main()

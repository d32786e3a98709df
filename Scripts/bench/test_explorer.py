"""Trips that cannot be timed are taken again, and not for ever. Needs no terminal."""

import unittest

from explorer import PAIRS, Mode, Timer
from vt import SilentError


class FakeExplorer:
    def __init__(self):
        self.pressed = b""

    def press(self, key):
        self.pressed += key

    def settle(self, seconds=0.1):
        pass

    def text(self):
        return "a screen"


class ScriptedTimer(Timer):
    """Its trips take what the list says; None is a trip whose end was not seen."""

    def __init__(self, trips):
        super().__init__(Mode(FakeExplorer(), "scripted"), PAIRS[1])
        self.trips = list(trips)
        self.searches = 0

    def find_cells(self):
        self.searches += 1

    def time(self):
        return self.trips.pop(0)


class TimesTest(unittest.TestCase):
    def test_all_seen(self):
        trip = (1.0, 2.0, 3.0, 40)
        timer = ScriptedTimer([trip] * 3)
        self.assertEqual(timer.times(3), ([trip] * 3, 0))
        self.assertEqual(timer.explorer.pressed, b"")

    def test_a_missed_trip_is_taken_again_from_the_start(self):
        trip = (1.0, 2.0, 3.0, 40)
        timer = ScriptedTimer([trip, None, trip])
        self.assertEqual(timer.times(2), ([trip] * 2, 1))
        self.assertEqual(timer.searches, 1)
        self.assertEqual(timer.explorer.pressed, b"\x1b" + PAIRS[1].place)

    def test_more_missed_than_wanted_is_an_error(self):
        timer = ScriptedTimer([None] * 4)
        with self.assertRaisesRegex(SilentError, "no answer to b'k'"):
            timer.times(3)


if __name__ == "__main__":
    unittest.main()

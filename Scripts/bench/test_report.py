"""Tables of known times, and what counts as agreement."""

import math
import unittest

import agreement
import report


def case(*rows):
    """From (engine, threads, times, is ours)."""
    results = [
        report.Result(engine, threads, times, busy=threads, is_ours=is_ours)
        for engine, threads, times, is_ours in rows
    ]
    return report.Case("v1.0 keras 224", results)


FULL = case(
    ("sqz-tui AVX2", 1, [8.0, 9.0, 30.0], True),
    ("A 1.0", 1, [12.0, 12.0, 11.0], False),
    ("B 2.0", 1, [10.0, 20.0, 20.0], False),
    ("sqz-tui AVX2", 2, [6.0, 6.0, 6.0], True),
    ("B 2.0", 2, [5.0, 5.0, 4.0], False),
)


class ReportTests(unittest.TestCase):
    def test_fastest_is_by_median_and_never_ours(self):
        self.assertEqual(FULL.fastest(1).engine, "A 1.0")
        self.assertEqual(FULL.fastest(2).engine, "B 2.0")
        self.assertIsNone(case(("sqz-tui", 1, [1.0], True)).fastest(1))

    def test_table(self):
        lines = report.case_tables(FULL)
        rows = {tuple(line.split()[:3]): line.split() for line in lines}
        row = rows["*", "A", "1.0"]
        self.assertEqual(row[3:], ["12.00", "11.00", "0.75", "0.73", "1.00", "0.0e+00"])
        both = ["1.20", "1.50", "2.00", "4.00", "0.0e+00"]  # Ratios, busy, gain, error.
        self.assertEqual(rows["*", "B", "2.0"][3:], ["5.00", "4.00", *both])
        self.assertEqual(report.gain(FULL, FULL.results[3]), "1.50")

    def test_builds_side_by_side(self):
        rows = [("sqz-tui-1 AVX2", 1, [4.0], True), ("sqz-tui-2 AVX2", 1, [2.0], True)]
        head, first, second = report.case_tables(case(*rows))[1:4]
        self.assertTrue("sqz-tui-1/it" in head and "sqz-tui-2/it" in head)
        self.assertEqual(first.split()[2:8], ["2.00", "2.00", "2.00", "2.00", "1.00", "1.00"])
        self.assertEqual(second.split()[2:8], ["4.00", "4.00", "1.00", "1.00", "0.50", "0.50"])
        self.assertEqual(report.summary([case(*rows)]), [])
        last = report.markdown([case(*rows)])[-1]
        self.assertEqual(last, "| v1.0 `keras` 224, 1 thread | 4.0 | 2.0 |")

    def test_summary_takes_the_least_minimum(self):
        one, two = report.summary([FULL])[2:]
        self.assertEqual(one.split()[-4:], ["0.75", "0.80", "A", "1.0"])
        self.assertEqual(two.split()[-4:], ["1.20", "1.50", "B", "2.0"])

    def test_markdown(self):
        head, _, one, two = report.markdown([FULL])
        self.assertEqual(head, "| | sqz-tui AVX2 | A 1.0 | B 2.0 | sqz-tui ÷ the fastest other |")
        self.assertEqual(one, "| v1.0 `keras` 224, 1 thread | 9.0 | **12.0** | 20.0 | 0.75 |")
        self.assertEqual(two, "| v1.0 `keras` 224, 2 threads | 6.0 | – | **5.0** | 1.20 |")

    def test_notes(self):
        calm = [report.Result("A", 1, [1.0], busy=1.0)]
        self.assertEqual(report.notes(calm, 0.001, []), [])
        found = report.notes([report.Result("A", 1, [1.0], busy=1.5)], 0.2, [("B", "why")])
        self.assertEqual(found[0], "B is missing: why")
        self.assertIn("20%", found[1])
        self.assertIn("A kept 1.50 processors busy with 1 thread", found[2])
        self.assertIn("50%", report.notes([report.Result("A", 1, [1.0], busy=0.5)], 0, [])[0])


class AgreementTests(unittest.TestCase):
    truth = agreement.Truth([math.log(p) for p in (0.05, 0.4, 0.15, 0.3, 0.1)], 5)
    top = [(1, 0.4), (3, 0.3), (2, 0.15), (4, 0.1), (0, 0.05)]

    def test_tolerance_follows_from_the_largest_logit(self):
        self.assertAlmostEqual(self.truth.tolerance, 2.01e-4)

    def test_error(self):
        self.assertLess(self.truth.error(self.top), 1e-12)
        off = [(1, 0.4 * 1.001)] + self.top[1:]
        self.assertAlmostEqual(self.truth.error(off), math.log(1.001))

    def test_a_wrong_place_is_an_error(self):
        swapped = [self.top[1], self.top[0]] + self.top[2:]
        self.assertAlmostEqual(self.truth.error(swapped), math.log(4 / 3))

    def test_nonsense_is_infinitely_wrong(self):
        for bad in ([], self.top[:4], [(5, 0.4)] + self.top[1:], [(1, 0.0)] + self.top[1:]):
            self.assertEqual(self.truth.error(bad), math.inf)
        self.assertEqual(self.truth.error([(1, math.nan)] + self.top[1:]), math.inf)


if __name__ == "__main__":
    unittest.main()

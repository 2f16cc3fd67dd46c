"""Tasks, the baseline and the counting."""

from __future__ import annotations

import unittest
from collections import Counter, defaultdict

import numpy as np

from evaluation.ngram import Ngrams
from evaluation.table import is_met, summarise
from evaluation.tasks import KINDS, Task, tasks_of

TEXT = "".join(f"const total_{index} = measure(length_{index}, {index});\n// said\n\n" for index in range(40))
FILES = [{"path": f"{index}.js", "language": "javascript", "text": TEXT.replace("const", f"let{index}")} for index in range(3)]


class Tasks(unittest.TestCase):
    def test_stand_in_their_file_and_hide_what_is_expected(self) -> None:
        tasks = tasks_of(FILES, 30, 7)
        self.assertEqual(Counter(task.kind for task in tasks), {kind: 30 for kind in KINDS})
        for task in tasks:
            text = next(file["text"] for file in FILES if file["path"] == task.path)
            self.assertIn(task.prefix + task.expected + task.suffix, text)
            self.assertNotIn("\n", task.expected)
            self.assertNotEqual(task.expected.strip(), "")

    def test_names_are_asked_at_each_column(self) -> None:
        names = [task.expected for task in tasks_of(FILES, 6, 1) if task.kind == "name"]
        self.assertEqual([len(name) for name in names[:4]], [len(names[0]) - index for index in range(4)])

    def test_are_the_same_for_the_same_seed(self) -> None:
        self.assertEqual(tasks_of(FILES, 9, 3), tasks_of(FILES, 9, 3))


class Baseline(unittest.TestCase):
    def test_says_what_followed_the_longest_known_context_most_often(self) -> None:
        tokens = np.random.default_rng(4).integers(0, 5, 600).astype(np.uint16)
        ngrams = Ngrams(tokens, order=4)
        row = tokens.tolist()
        for start in range(0, 500, 7):
            context = row[start : start + 6]
            seen: dict[int, Counter[int]] = defaultdict(Counter)
            for length in range(1, 5):
                for place in range(len(row) - length):
                    if row[place : place + length] == context[-length:]:
                        seen[length][row[place + length]] += 1
            longest = max(length for length in seen)
            best = max(seen[longest].values())
            likely = {token for token, count in seen[longest].items() if count == best}
            self.assertIn(ngrams.next(context), likely)

    def test_says_nothing_about_the_unknown(self) -> None:
        self.assertIsNone(Ngrams(np.arange(20, dtype=np.uint16)).next([99]))


class Counting(unittest.TestCase):
    def task(self, kind: str, expected: str) -> Task:
        return Task(kind, "c", "a.c", "", "", expected)

    def test_blanks_at_the_ends_do_not_count(self) -> None:
        self.assertTrue(is_met(self.task("line", "    x = 1;"), "x = 1; "))
        self.assertTrue(is_met(self.task("rest", " = 1;"), " = 1; "))
        self.assertFalse(is_met(self.task("rest", " = 1;"), "= 1;"))

    def test_a_name_must_end_where_it_did(self) -> None:
        self.assertTrue(is_met(self.task("name", "ngth"), "ngth(x)"))
        self.assertFalse(is_met(self.task("name", "ngth"), "ngth_of(x)"))

    def test_shares_by_kind_and_language(self) -> None:
        tasks = [self.task("line", "a"), self.task("line", "b"), self.task("rest", "c")]
        answers = [{"text": "a", "bits": 4.0, "bytes": 2}, {"text": "x", "bits": 2.0, "bytes": 4}, {"text": "c"}]
        summary = summarise(tasks, {"m": answers})["m"]
        self.assertEqual(summary["exact"]["c"], {"line": 0.5, "rest": 1.0})
        self.assertEqual(summary["bitsPerByte"]["all"], 1.0)


if __name__ == "__main__":
    unittest.main()

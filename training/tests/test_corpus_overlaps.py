"""Duplicates, and overlap with the evaluation."""

import gzip
import json
import random
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.check import count_overlaps
from corpus.contamination import RUN, normalised, read_evaluation
from corpus.duplicates import NearDuplicates, jaccard, line_hashes
from corpus.records import CorpusFile

PROMPT = '''from typing import List


def shared_letters(words: List[str], least: int) -> List[str]:
    """ Return the letters that stand in at least so many of the words, in the order of the alphabet.
    >>> shared_letters(["ab", "bc"], 2)
    ["b"]
    """
'''
SOLUTION = '''    counted = {letter: sum(letter in word for word in words) for letter in "".join(words)}
'''
REST = '''    return sorted(letter for letter, count in counted.items() if count >= least)
'''


def text_of(lines: list[int]) -> str:
    """A file with one line for each number."""
    return "".join(f"value_{line} = compute({line})\n" for line in lines)


class Duplicates(unittest.TestCase):
    """Near means a Jaccard similarity above 0.85."""

    def test_near_and_not_near(self) -> None:
        for size in (20, 100, 1000):
            seen = NearDuplicates()
            self.assertFalse(seen.is_near(line_hashes(text_of(list(range(size))))))
            self.assertTrue(seen.is_near(line_hashes(text_of(list(range(size + size // 10))))), size)
            self.assertFalse(seen.is_near(line_hashes(text_of(list(range(size + size // 4))))), size)

    def test_order_and_indents_do_not_count(self) -> None:
        seen = NearDuplicates()
        lines = text_of(list(range(50))).split("\n")
        seen.is_near(line_hashes("\n".join(lines)))
        random.Random(1).shuffle(lines)
        self.assertTrue(seen.is_near(line_hashes("\n".join("    " + line for line in lines))))

    def test_no_pair_is_missed(self) -> None:
        """Pairs just above the limit are found by their bands."""
        chance = random.Random(2)
        for trial in range(200):
            first = chance.sample(range(10_000), 60)
            seen = NearDuplicates()
            one, other = line_hashes(text_of(first)), line_hashes(text_of([*first[:56], 10_001, 10_002, 10_003]))
            self.assertGreater(jaccard(set(one), set(other)), 0.85)
            seen.is_near(one)
            self.assertTrue(seen.is_near(other), trial)


class Contamination(unittest.TestCase):
    """No fifty characters of a problem's description or solution."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        with gzip.open(self.folder / "Holes.jsonl.gz", "wt", encoding="utf-8") as out:
            out.write(json.dumps({"prompt": PROMPT, "canonical_solution": SOLUTION, "suffix": REST}) + "\n")
        self.evaluation = read_evaluation(self.folder)

    def test_copies_are_found(self) -> None:
        for copy in (PROMPT, SOLUTION, REST, "x = 1\n" * 7 + SOLUTION.replace(" ", "\n  ") + "y = 2\n", "# " + PROMPT[120:260]):
            self.assertTrue(self.evaluation.overlaps(copy), copy)

    def test_every_offset_of_a_run(self) -> None:
        solid = normalised(PROMPT[PROMPT.index("def") :] + SOLUTION + REST)
        for start in range(len(solid) - RUN + 1):
            for padding in range(25):
                self.assertTrue(self.evaluation.overlaps("x" * padding + solid[start : start + RUN] + "z"), (start, padding))

    def test_shorter_runs_and_imports_are_kept(self) -> None:
        solid = normalised(PROMPT[PROMPT.index("def") :] + SOLUTION)
        for start in range(0, len(solid) - RUN, 7):
            self.assertFalse(self.evaluation.overlaps("xxxx" * 20 + solid[start : start + RUN - 1] + "\x01" * 30), start)
        self.assertFalse(self.evaluation.overlaps("from typing import List\n" * 8))
        self.assertFalse(self.evaluation.overlaps("-" * 200))

    def test_check_counts_files(self) -> None:
        corpus = self.folder / "train.jsonl"
        clean = CorpusFile("a-1", "a.py", "python", "MIT", "def clean():\n    return 1\n" * 20)
        copied = CorpusFile("a-1", "b.py", "python", "MIT", "import re\n" + PROMPT + SOLUTION + REST)
        corpus.write_bytes(clean.line())
        self.assertEqual(count_overlaps(corpus, self.evaluation), [])
        corpus.write_bytes(clean.line() + copied.line())
        self.assertEqual([path for _, path, _ in count_overlaps(corpus, self.evaluation)], ["b.py"])

    def test_no_evaluation_is_an_error(self) -> None:
        with tempfile.TemporaryDirectory() as empty, self.assertRaisesRegex(OSError, "--evaluation"):
            read_evaluation(Path(empty))


if __name__ == "__main__":
    unittest.main()

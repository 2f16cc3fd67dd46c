"""The corpus holds nothing of the evaluation: no function of HumanEval, neither its description nor its solution.

A file overlaps if it shares a run of 50 characters, white space left out, with a problem's signature and docstring
or with its canonical solution. Fifty such characters are about two lines of code. Runs that are everybody's are not
counted: those of import lines, which stand before the signature and so are not looked at, and those that
hold fewer than twelve different characters (rulers, rows of zeros).
"""

import gzip
import json
import re
from pathlib import Path

#: Characters of a run, white space left out.
RUN = 50
#: Any run of 50 in a file holds a block of 25 that begins at a multiple of 25: only those are looked up first.
_BLOCK = RUN // 2
_FEWEST_DIFFERENT = 12


def normalised(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


class Evaluation:
    """The runs of the evaluation's problems."""

    def __init__(self, problems: list[str]) -> None:
        """Takes the texts to be kept out, one or more for each problem."""
        self._runs: set[str] = set()
        self._blocks: set[str] = set()
        for problem in problems:
            solid = normalised(problem)
            for start in range(len(solid) - RUN + 1):
                run = solid[start : start + RUN]
                if len(set(run)) >= _FEWEST_DIFFERENT:
                    self._runs.add(run)
                    self._blocks.update(run[at : at + _BLOCK] for at in range(RUN - _BLOCK + 1))

    def overlaps(self, text: str) -> bool:
        """Whether a text shares a run with a problem."""
        return self.shared_run(text) is not None

    def shared_run(self, text: str) -> str | None:
        """The first run that a text shares with a problem, without white space, or None."""
        solid = normalised(text)
        blocks = self._blocks
        for start in range(0, len(solid) - _BLOCK + 1, _BLOCK):
            if solid[start : start + _BLOCK] in blocks:
                for at in range(max(0, start - _BLOCK), min(start, len(solid) - RUN) + 1):
                    if solid[at : at + RUN] in self._runs:
                        return solid[at : at + RUN]
        return None


def read_evaluation(folder: Path) -> Evaluation:
    """The problems of the infilling files (`*.jsonl.gz`) in a folder. Raises OSError if there are none.

    Every row is one hole of a problem; prompt, hole and suffix make the whole. Rows of one problem that differ in
    nothing but the hole give the same text, so the set is small.
    """
    files = sorted(folder.glob("*.jsonl.gz"))
    if not files:
        raise OSError(f"No evaluation files (*.jsonl.gz) in {folder}. Name their folder by --evaluation.")
    texts: set[str] = set()
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                whole = row["prompt"] + row["canonical_solution"] + row["suffix"]
                start = re.search(r"^(?:def|class) ", whole, re.MULTILINE)
                texts.add(whole[start.start() if start else 0 :])
    return Evaluation(sorted(texts))

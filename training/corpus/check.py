"""Looks through a finished corpus for what it must not hold."""

from pathlib import Path

from .contamination import Evaluation
from .records import CorpusFile


def count_overlaps(path: Path, evaluation: Evaluation) -> list[tuple[str, str, str]]:
    """Project, path and shared run of each file that overlaps the evaluation. Raises OSError if there is no corpus."""
    found: list[tuple[str, str, str]] = []
    with path.open("rb") as lines:
        for line in lines:
            file = CorpusFile.parse(line)
            run = evaluation.shared_run(file.text)
            if run is not None:
                found.append((file.project, file.path, run))
    return found

"""Which of the candidates make the corpus: each language gets its share, and no project takes it all."""

from collections import defaultdict

from .languages import SHARES
from .reading import Candidate, Reading, folder_order

#: One file chosen: which reading, which candidate of it.
Chosen = tuple[int, int]


def select(readings: list[Reading], kept: list[Chosen], total: int, seed: int) -> list[Chosen]:
    """Cuts each language to its share of `total` bytes.

    Projects keep up to an equal part, the small ones all they have. A project that is cut loses whole folders, chosen
    by the seed, so that what stays has its neighbours.
    """
    chosen: list[Chosen] = []
    for language, share in SHARES.items():
        by_project: dict[int, list[Chosen]] = defaultdict(list)
        for reading, index in kept:
            if readings[reading].candidates[index].language == language:
                by_project[reading].append((reading, index))
        sizes = {project: sum(_of(readings, file).size for file in files) for project, files in by_project.items()}
        cap = _equal_part(list(sizes.values()), int(total * share))
        for project, files in by_project.items():
            chosen += files if sizes[project] <= cap else _some_folders(readings, files, cap, seed)
    return sorted(chosen)


def _of(readings: list[Reading], file: Chosen) -> Candidate:
    return readings[file[0]].candidates[file[1]]


def _equal_part(sizes: list[int], budget: int) -> int:
    """The most that one project may have so that all together stay in the budget, in bytes."""
    left = budget
    for position, size in enumerate(sorted(sizes)):
        part = left // (len(sizes) - position)
        if size > part:
            return part
        left -= size
    return budget


def _some_folders(readings: list[Reading], files: list[Chosen], cap: int, seed: int) -> list[Chosen]:
    taken: list[Chosen] = []
    size = 0
    for file in sorted(files, key=lambda file: folder_order(_of(readings, file).path, seed)):
        if size + _of(readings, file).size <= cap:
            taken.append(file)
            size += _of(readings, file).size
    return taken

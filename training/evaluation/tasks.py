"""Places in held-out files where a model is asked to go on, as an editor asks."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from examples.cuts import line_spans

# Characters of a file that a task sees around its place; more than the context of a small model holds.
BEFORE, AFTER = 3000, 1500
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]{5,23}")
KINDS = ("line", "rest", "name")


@dataclass(frozen=True)
class Task:
    """A place: what stands before it and after it, and what stood there."""

    kind: str
    language: str
    path: str
    prefix: str
    suffix: str
    expected: str


def tasks_of(
    files: list[dict[str, str]], each: int, seed: int, kinds: Sequence[str] = KINDS
) -> list[Task]:
    """So many tasks of each kind for each language, from as many files as there are.

    line: a whole line, asked from its first column. rest: the rest of a line, from a random column in it. name: the
    rest of an identifier, from each of its columns in turn.
    """
    by_language: dict[str, list[dict[str, str]]] = defaultdict(list)
    for file in files:
        by_language[file["language"]].append(file)
    tasks = []
    for language in sorted(by_language):
        for kind in kinds:
            draw = random.Random(f"{seed}:{language}:{kind}")
            found: list[Task] = []
            for file in _endless(by_language[language], draw):
                found.extend(_draw(kind, file, draw))
                if len(found) >= each:
                    break
            tasks.extend(found[:each])
    return tasks


def _endless(files: list[dict[str, str]], draw: random.Random) -> Iterator[dict[str, str]]:
    """Each file once, in a drawn order, and again; at most twenty times over."""
    for _ in range(20):
        yield from draw.sample(files, len(files))


def _draw(kind: str, file: dict[str, str], draw: random.Random) -> list[Task]:
    text = file["text"]
    lines = [span for span in line_spans(text) if _is_worth_it(text[span[0] : span[1]])]
    if not lines:
        return []
    start, end = draw.choice(lines)
    if kind == "line":
        return [_task(kind, file, start, end)]
    if kind == "rest":
        indented = end - len(text[start:end].lstrip())
        return [_task(kind, file, draw.randrange(indented + 1, end), end)]
    names = list(_NAME.finditer(text, start, end))
    if not names:
        return []
    name = draw.choice(names)
    return [_task(kind, file, column, name.end()) for column in range(name.start() + 1, name.end())]


def _is_worth_it(line: str) -> bool:
    """Lines with something to say: neither short nor endless, no comment."""
    stripped = line.strip()
    return 6 <= len(stripped) <= 100 and not re.match(r"(//|#(?!include|define|if|endif)|\*|/\*|--|!|<!--)", stripped)


def _task(kind: str, file: dict[str, str], start: int, end: int) -> Task:
    text = file["text"]
    return Task(
        kind,
        file["language"],
        file["path"],
        text[max(0, start - BEFORE) : start],
        text[end : end + AFTER],
        text[start:end],
    )

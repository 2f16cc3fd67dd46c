"""Files cut into windows that fit a row, and what of their project stands before them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from examples.cuts import line_spans

_NAME = re.compile(r"[A-Za-z_]\w{3,}")

# Neighbours in the project that are looked at, and lines that are taken of one.
NEIGHBOURS = 8
CONTEXT_LINES = 24


@dataclass(frozen=True)
class Source:
    """A file of the corpus."""

    project: str
    path: str
    language: str
    text: str


@dataclass(frozen=True)
class Window:
    """Whole lines of a file. `offset` is their place in the file, in characters."""

    source: Source
    offset: int
    text: str
    is_end: bool


def windows_of(source: Source, most: int, draw: random.Random) -> Iterator[Window]:
    """The windows of a file from its start to its end.

    Some have `most` characters, the others are shorter: they fill what the first leave of a block.
    """
    text = source.text
    start = 0
    while start < len(text):
        length = most if draw.random() < 0.25 else draw.randint(most // 16, most)
        end = len(text)
        if start + length < end:
            cut = text.rfind("\n", start, start + length) + 1
            end = cut if cut > start else start + length
        yield Window(source, start, text[start:end], end == len(text))
        start = end


def relevant_lines(window: Window, others: list[Source], draw: random.Random) -> tuple[Source, str] | None:
    """Lines of another file of the project that share the most names with a window: what an editor would send."""
    candidates = [other for other in others if other.path != window.source.path]
    if not candidates:
        return None
    names = set(_NAME.findall(window.text))
    best: tuple[int, Source, str] | None = None
    for other in draw.sample(candidates, min(NEIGHBOURS, len(candidates))):
        spans = line_spans(other.text)
        first = draw.randrange(max(1, len(spans) - CONTEXT_LINES))
        part = spans[first : first + CONTEXT_LINES]
        text = other.text[part[0][0] : part[-1][1]][:1200] + "\n"
        shared = len(names & set(_NAME.findall(text)))
        if best is None or shared > best[0]:
            best = (shared, other, text)
    return None if best is None or best[0] < 2 else (best[1], best[2])

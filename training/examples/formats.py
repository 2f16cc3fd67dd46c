"""How a file with a hole is written as one row of tokens.

Each format gives a list of pieces: control tokens by name, and texts that are tokenized each for itself. A text that
goes on through the cursor is one piece, so that its tokens are those of the whole line: that is what the sidecar's
exact boundary asks the model about (see docs/decoding.md).
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from examples import markers
from examples.cuts import Middle


@dataclass(frozen=True)
class Control:
    name: str


Piece = Control | str

_PREFIX, _SUFFIX, _MIDDLE = Control(markers.PREFIX), Control(markers.SUFFIX), Control(markers.MIDDLE)
_END = Control(markers.END_OF_TEXT)

# Shares of the formats.
SHARES = (("psm", 0.12), ("lines", 0.25), ("spm", 0.45), ("cut", 0.08), ("se", 0.1))


def plain(text: str, *, is_end: bool) -> list[Piece]:
    """A text from left to right."""
    return [text, _END] if is_end else [text]


def file_header(path: str) -> list[Piece]:
    return [Control(markers.FILE), f"{path}\n"]


def repository_header(name: str) -> list[Piece]:
    return [Control(markers.REPOSITORY), f"{name}\n"]


def fill_in(text: str, middle: Middle, draw: random.Random) -> list[Piece]:
    """A text with a hole, in one of the formats."""
    name = draw.choices([name for name, _ in SHARES], [share for _, share in SHARES])[0]
    if name == "lines":
        return lines_first(text, middle, draw.randint(0, text.count("\n", 0, middle.start)))
    return FORMATS[name](text, middle)


def lines_first(text: str, middle: Middle, above: int = 0) -> list[Piece]:
    """Prefix, suffix, middle, with the cursor's whole line and so many above it after the marker of the middle.

    What is typed on the line stands right before the answer, in the tokens of both. With no line above this is PSM,
    with all of them SPM. In between is how the editor asks: what is read from left to right before the answer is long
    enough to go on from, and the text above it stays in a cache when the suffix changes.
    """
    head = _line_start(text, middle.start)
    for _ in range(above):
        head = _line_start(text, max(0, head - 1))
    return [_PREFIX, text[:head], _SUFFIX, text[middle.end :], _MIDDLE, text[head : middle.end], _END]


def cut_through(text: str, middle: Middle) -> list[Piece]:
    """Prefix, suffix, middle, cut at the cursor: what most tools send (Bavarian et al. 2022, PSM)."""
    start, end = middle.start, middle.end
    return [_PREFIX, text[:start], _SUFFIX, text[end:], _MIDDLE, text[start:end], _END]


def suffix_first(text: str, middle: Middle) -> list[Piece]:
    """Suffix, then prefix and middle as one text (Bavarian et al. 2022, SPM): a prompt that only grows while typing."""
    return [_PREFIX, _SUFFIX, text[middle.end :], _MIDDLE, text[: middle.end], _END]


def start_and_end(text: str, middle: Middle) -> list[Piece]:
    """FIM-SE (arXiv 2405.17103, section 3): whole lines around, and what the first begins and the last ends with."""
    head = _line_start(text, middle.start)
    foot = text.find("\n", middle.end)
    foot = len(text) if foot < 0 else foot
    return [
        _PREFIX,
        text[:head],
        _SUFFIX,
        text[foot:],
        Control(markers.LINE_START),
        text[head : middle.start],
        Control(markers.LINE_END),
        text[middle.end : foot],
        _MIDDLE,
        text[head:foot],
        _END,
    ]


FORMATS = {"psm": lines_first, "cut": cut_through, "spm": suffix_first, "se": start_and_end}


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1

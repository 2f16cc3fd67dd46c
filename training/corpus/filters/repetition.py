"""Files that say the same thing again and again."""

import zlib

#: Below this share of different lines, in a file of at least so many, a file is a table.
_FEWEST_DIFFERENT = 0.3
_LINES = 40
#: A file that deflate brings below this share of its size is a table too.
_BEST_DEFLATED = 0.09


def is_repetitive(text: str) -> bool:
    """Whether most lines of a text stand in it more than once, or it deflates to almost nothing."""
    lines = [stripped for line in text.split("\n") if len(stripped := line.strip()) > 3]
    if len(lines) >= _LINES and len(set(lines)) / len(lines) < _FEWEST_DIFFERENT:
        return True
    data = text.encode("utf-8")
    return len(data) > 4000 and len(zlib.compress(data, 1)) / len(data) < _BEST_DEFLATED

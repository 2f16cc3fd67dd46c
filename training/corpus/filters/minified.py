"""Minified code and tables of data: long lines, many digits, long runs without a space."""

import re

#: A line of code longer than this many characters is no person's; prose may be longer.
_LONGEST_LINE = 1000
_LONGEST_LINE_OF_PROSE = 5000
#: The mean length of a line, in characters.
_LONGEST_MEAN = 110
_LONGEST_MEAN_OF_PROSE = 600
#: The share of digits, and of letters, among what is not a space.
_MOST_DIGITS = 0.3
_LEAST_LETTERS = 0.3
#: A blob is looked for in lines of at least so many characters.
_BLOB_LINE = 240
_BLOB = re.compile(r"[A-Za-z0-9+/=]{240,}|(?:\\x[0-9a-fA-F]{2}){60,}|(?:\\[0-7]{3}){60,}|(?:\\u[0-9a-fA-F]{4}){40,}")
_SPACES = b" \t\n\v\f\r"
_DIGITS = b"0123456789"
_NOT_LETTERS = bytes(byte for byte in range(128) if not chr(byte).isalpha())
_HEX = re.compile(r"\b0x[0-9a-fA-F]{1,16}\b")


def is_minified(text: str, language: str) -> bool:
    """Whether a text is minified, or mostly numbers or an encoded blob."""
    lines = text.split("\n")
    prose = language in ("markdown", "html")
    if max(map(len, lines)) > (_LONGEST_LINE_OF_PROSE if prose else _LONGEST_LINE):
        return True
    if len(text) / len(lines) > (_LONGEST_MEAN_OF_PROSE if prose else _LONGEST_MEAN):
        return True
    return any(len(line) >= _BLOB_LINE and _BLOB.search(line) for line in lines) or _is_numbers(text)


def _is_numbers(text: str) -> bool:
    data = text.encode("utf-8")
    solid = len(data.translate(None, _SPACES)) or 1
    if len(data) - len(data.translate(None, _DIGITS)) > _MOST_DIGITS * solid:
        return True
    if text.count("0x") * 4 > _MOST_DIGITS * solid and sum(map(len, _HEX.findall(text))) > _MOST_DIGITS * solid:
        return True
    return len(data.translate(None, _NOT_LETTERS)) < _LEAST_LETTERS * solid

"""Debian's machine-readable `debian/copyright`: which file of a source package is under which licence.

Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
"""

import re
from collections.abc import Callable

from .licences import normal_expression


def file_licences(text: str) -> Callable[[str], str | None] | None:
    """A function from a path to its licence's short name, or None if the file is not in that format.

    The last stanza that matches a path decides, as the format says. A path that none matches has none.
    """
    if "Format:" not in text[:500]:
        return None
    stanzas: list[tuple[re.Pattern[str], str]] = []
    for paragraph in re.split(r"\n\s*\n", text):
        fields = _fields(paragraph)
        if "files" in fields and "license" in fields:
            globs = "|".join(_glob(word) for word in fields["files"].split())
            name = fields["license"].strip().split("\n")[0].strip()
            stanzas.append((re.compile(globs), name))
    if not stanzas:
        return None

    def licence(path: str) -> str | None:
        for pattern, name in reversed(stanzas):
            if pattern.fullmatch(path):
                return normal_expression(name)
        return None

    return licence


def _glob(word: str) -> str:
    return re.escape(word).replace(r"\*", ".*").replace(r"\?", ".").removeprefix(r"\./")


def _fields(paragraph: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    last = ""
    for line in paragraph.split("\n"):
        if line[:1] in (" ", "\t"):
            if last:
                fields[last] += "\n" + line.strip()
        elif ":" in line:
            last, _, value = line.partition(":")
            last = last.strip().lower()
            fields[last] = value.strip()
    return fields

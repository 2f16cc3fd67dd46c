"""Debian's machine-readable `debian/copyright`: which file of a source package is under which licence.

Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
"""

import re
from collections.abc import Callable

from .licences import is_permissive, licence_of_text, normal_expression


def file_licences(text: str) -> Callable[[str], str | None] | None:
    """A function from a path to its licence's short name, or None if the file is not in that format.

    The last stanza that matches a path decides, as the format says. A path that none matches has none.
    """
    if "Format:" not in text[:500]:
        return None
    stanzas: list[tuple[re.Pattern[str], str]] = []
    texts: dict[str, str] = {}
    for paragraph in re.split(r"\n\s*\n", text):
        fields = _fields(paragraph)
        if "license" not in fields:
            continue
        name, _, words = fields["license"].strip().partition("\n")
        name = name.strip()
        if words.strip():
            texts.setdefault(name, words)
        if "files" in fields:
            globs = "|".join(_glob(word) for word in fields["files"].split())
            stanzas.append((re.compile(globs), name))
    if not stanzas:
        return None
    names = {name: _licence(name, texts.get(name)) for _, name in stanzas}

    def licence(path: str) -> str | None:
        for pattern, name in reversed(stanzas):
            if pattern.fullmatch(path):
                return names[name]
        return None

    return licence


def _licence(name: str, words: str | None) -> str:
    """The SPDX expression for a short name. A name of the packager's own is judged by the words that come with it."""
    expression = normal_expression(name)
    if words is None or is_permissive(expression) or re.search(r"\s(and|or)\s", name, re.IGNORECASE):
        return expression
    return licence_of_text(words) or expression


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

"""Where syntactic units stand in a file: the spans that a tree-sitter tree gives."""

from __future__ import annotations

import importlib
from functools import lru_cache

from tree_sitter import Language, Node, Parser

# Language of the corpus: the PyPI package of its grammar, and the function in it that gives the language.
GRAMMARS = {
    "python": ("tree_sitter_python", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "typescriptreact": ("tree_sitter_typescript", "language_tsx"),
    "c": ("tree_sitter_c", "language"),
    "cpp": ("tree_sitter_cpp", "language"),
    "go": ("tree_sitter_go", "language"),
    "rust": ("tree_sitter_rust", "language"),
    "java": ("tree_sitter_java", "language"),
    "fortran": ("tree_sitter_fortran", "language"),
    "shell": ("tree_sitter_bash", "language"),
}

# Characters of the units that are taken as middles.
SHORTEST = 3
LONGEST = 600


@lru_cache(maxsize=None)
def _parser(language: str) -> Parser | None:
    if language not in GRAMMARS:
        return None
    package, function = GRAMMARS[language]
    return Parser(Language(getattr(importlib.import_module(package), function)()))


def units_of(text: str, language: str) -> list[tuple[int, int]]:
    """The spans of the named nodes of a file, in characters, in the order in which they begin.

    Empty for a language without grammar. Nodes without children that are names or numbers are left out: those are
    cut at every column by the random cuts.
    """
    parser = _parser(language)
    if parser is None:
        return []
    data = text.encode()
    offsets = None if len(data) == len(text) else _characters(data)
    spans: list[tuple[int, int]] = []
    stack: list[Node] = [parser.parse(data).root_node]
    while stack:
        node = stack.pop()
        children = node.named_children
        stack.extend(reversed(children))
        if node.parent is None or not children or node.has_error:
            continue
        start, end = node.start_byte, node.end_byte
        if SHORTEST <= end - start <= LONGEST:
            spans.append((start, end) if offsets is None else (offsets[start], offsets[end]))
    return spans


def _characters(data: bytes) -> list[int]:
    """For each byte offset, the number of characters that begin before it."""
    offsets = [0]
    count = 0
    for byte in data:
        if byte & 0xC0 != 0x80:
            count += 1
        offsets.append(count)
    return offsets

"""Files that a program wrote, by what they say about themselves."""

import re

#: The lines in which such a remark stands.
_HEAD_LINES = 40
_COMPILED_TAIL = re.compile(r"^//# sourceMappingURL=|^/\*# sourceMappingURL=", re.MULTILINE)
_MARKER = re.compile(
    r"@generated\b"
    r"|\bdo(?: not|n't) (?:edit|modify|change)\b"
    r"|\bauto(?:matically)?[- ]?generated\b"
    r"|\bmachine[- ]generated\b"
    r"|\b(?:file|code|module|source|header|script|parser|table|tables|page) (?:is|was|has been|were) (?:\w+ )?generated\b"
    r"|^\W*(?:code |file |automatically )?generated (?:by|from|with|using|automatically|on|at)\b"
    r"|^\W*(?:bison|yacc|lex|flex|re2c|swig|cython|f2py) (?:implementation|generated|\d)|\bA Bison parser, made by\b"
    r"|translated by f2c",
    re.IGNORECASE | re.MULTILINE,
)


def is_generated(text: str) -> bool:
    """Whether the first lines say so, or the end names a source map (then it was compiled)."""
    head = "\n".join(text[:8000].split("\n", _HEAD_LINES)[:_HEAD_LINES])
    if _MARKER.search(head):
        return True
    return _COMPILED_TAIL.search(text, max(0, len(text) - 400)) is not None

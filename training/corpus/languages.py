"""Which language a file is in, and how much of each the corpus holds."""

import re
from pathlib import PurePosixPath

#: Share of the corpus' bytes that each language may take. They add up to one.
SHARES: dict[str, float] = {
    "python": 0.25,
    "typescript": 0.20,
    "javascript": 0.12,
    "c": 0.10,
    "cpp": 0.08,
    "go": 0.08,
    "rust": 0.08,
    "fortran": 0.03,
    "java": 0.03,
    "markdown": 0.008,
    "shell": 0.006,
    "css": 0.004,
    "html": 0.003,
    "json": 0.003,
    "sql": 0.003,
    "yaml": 0.002,
    "toml": 0.001,
}

#: What a project may be written in. The others only come along with one of these.
MAIN = ("python", "typescript", "javascript", "c", "cpp", "go", "rust", "fortran", "java")

_BY_SUFFIX: dict[str, str] = {
    **dict.fromkeys((".py", ".pyi"), "python"),
    **dict.fromkeys((".ts", ".tsx", ".mts", ".cts"), "typescript"),
    **dict.fromkeys((".js", ".jsx", ".mjs", ".cjs"), "javascript"),
    ".c": "c",
    **dict.fromkeys((".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx", ".ipp"), "cpp"),
    ".go": "go",
    ".rs": "rust",
    **dict.fromkeys((".f", ".for", ".f77", ".f90", ".f95", ".f03", ".f08"), "fortran"),
    ".java": "java",
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".sh", ".bash"), "shell"),
    **dict.fromkeys((".css", ".scss"), "css"),
    **dict.fromkeys((".html", ".htm"), "html"),
    ".json": "json",
    ".sql": "sql",
    **dict.fromkeys((".yaml", ".yml"), "yaml"),
    ".toml": "toml",
}

_CPP_IN_HEADER = re.compile(
    r"^\s*(?:namespace\b|template\s*<|class\s+\w+[^;]*$|using\s+\w|public:|private:)|\bstd::", re.MULTILINE
)


def known_suffix(path: str) -> bool:
    """Whether a file of this name can be in the corpus at all."""
    suffix = PurePosixPath(path).suffix.lower()
    return suffix in _BY_SUFFIX or suffix == ".h"


def language_of(path: str, text: str) -> str | None:
    """The language of a file, or None. The text decides whether a `.h` is C or C++."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == ".h":
        return "cpp" if _CPP_IN_HEADER.search(text) else "c"
    return _BY_SUFFIX.get(suffix)

"""The licence that a package states of itself, and where it does."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

from .archives import files_of
from .licences import is_permissive, licence_of_text, normal_name
from .records import Source

#: A licence, and how it was determined.
Stated = tuple[str, str]


def stated_licence(source: Source, paths: list[Path], strip: int) -> Stated | None:
    """What the package says, or None if it says nothing that can be read. Debian's packages say it file by file."""
    reader = _READERS.get(source.ecosystem)
    return reader(paths, strip) if reader else None


def _first(path: Path, strip: int, pattern: str) -> str | None:
    for _, data in files_of(path, lambda name: re.fullmatch(pattern, name) is not None, strip):
        return data.decode("utf-8", "replace")
    return None


def _pypi(paths: list[Path], strip: int) -> Stated | None:
    text = _first(paths[0], strip, r"[^/]+\.dist-info/METADATA") or ""
    fields = text.split("\n\n", 1)[0]
    expression = re.search(r"^License-Expression: (.+)$", fields, re.MULTILINE)
    if expression:
        return expression.group(1), "License-Expression of its METADATA"
    classified = re.findall(r"^Classifier: License :: OSI Approved :: (.+)$", fields, re.MULTILINE)
    if classified:
        return " AND ".join(normal_name(name) for name in classified), "classifiers of its METADATA"
    stated = re.search(r"^License: (.+)$", fields, re.MULTILINE)
    if stated and is_permissive(stated.group(1)):
        return stated.group(1), "License of its METADATA"
    licence = _first(paths[0], strip, r"[^/]+\.dist-info/(licenses/)?LICEN[CS]E[^/]*") or ""
    recognised = licence_of_text(licence)
    return (recognised, "its LICENSE file") if recognised else None


def _npm(paths: list[Path], strip: int) -> Stated | None:
    text = _first(paths[0], strip, r"package\.json")
    licence = json.loads(text).get("license") if text else None
    if isinstance(licence, dict):
        licence = licence.get("type")
    return (licence.strip("()"), "its package.json") if isinstance(licence, str) else None


def _crates(paths: list[Path], strip: int) -> Stated | None:
    text = _first(paths[0], strip, r"Cargo\.toml")
    licence = tomllib.loads(text).get("package", {}).get("license") if text else None
    return (licence, "its Cargo.toml") if isinstance(licence, str) else None


def _text(paths: list[Path], strip: int) -> Stated | None:
    for path in paths:
        text = _first(path, strip, r"(LICEN[CS]E|COPYING)[^/]*")
        recognised = licence_of_text(text) if text else None
        if recognised:
            return recognised, "its LICENSE file"
    return None


def _maven(paths: list[Path], strip: int) -> Stated | None:
    for path in paths[1:]:
        text = re.sub(r"<(developers|contributors)>.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        names = re.findall(r"<license>.*?<name>\s*(.*?)\s*</name>", text, re.DOTALL)
        if names:
            return " OR ".join(_pom_name(name) for name in names), "its pom"
    return None


def _pom_name(name: str) -> str:
    """Poms write names at length: "The Apache Software License, Version 2.0"."""
    return normal_name(re.sub(r"\s+", " ", name))


_READERS: dict[str, Callable[[list[Path], int], Stated | None]] = {
    "toolchain": _text, "pypi": _pypi, "npm": _npm, "crates": _crates, "go": _text, "maven": _maven,
}  # fmt: skip

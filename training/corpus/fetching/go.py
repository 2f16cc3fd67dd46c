"""Modules of Go, by `go mod download`, which compiles nothing."""

import re
from pathlib import Path

from ..records import Source
from .client import run_client


def fetch(sources: list[Source], folder: Path) -> None:
    """One call for each module, without the modules that it needs."""
    for source in sources:
        module = f"{source.name}@{source.version}"
        run_client(["go", "mod", "download", "-json", module], folder, GOMODCACHE=str(folder), GOFLAGS="-modcacherw")


def locate(source: Source, folder: Path) -> list[Path]:
    """Capital letters are escaped by `!` in the cache: https://go.dev/ref/mod#module-cache"""
    escaped = re.sub(r"[A-Z]", lambda match: "!" + match.group().lower(), source.name)
    path = folder / "cache" / "download" / escaped / "@v" / f"{source.version}.zip"
    return [path] if path.exists() else []

"""Tarballs from the npm registry, by `npm pack`, which runs no script of theirs."""

from pathlib import Path

from ..records import Source
from .client import run_client


def fetch(sources: list[Source], folder: Path) -> None:
    """One call for each tarball: a version that is gone then costs only itself."""
    for source in sources:
        run_client(["npm", "pack", "--silent", "--ignore-scripts", f"{source.name}@{source.version}"], folder)


def locate(source: Source, folder: Path) -> list[Path]:
    """`npm pack` names `@scope/name` scope-name."""
    path = folder / f"{source.name.removeprefix('@').replace('/', '-')}-{source.version}.tgz"
    return [path] if path.exists() else []

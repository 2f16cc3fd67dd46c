"""Packages of Debian that install sources, such as `rust-src`, by `apt-get download`."""

from pathlib import Path

from ..records import Source
from .client import run_client


def fetch(sources: list[Source], folder: Path) -> None:
    """The machine's own lists of packages are used: run `apt-get update` before."""
    for source in sources:
        run_client(["apt-get", "-qq", "download", f"{source.name}={source.version}"], folder)


def locate(source: Source, folder: Path) -> list[Path]:
    """apt writes a colon in a version as %3a."""
    return sorted(folder.glob(f"{source.name}_{source.version.replace(':', '%3a')}_*.deb"))[:1]

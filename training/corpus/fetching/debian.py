"""Source packages of Debian, by `apt-get source --download-only`, with lists of their own beside the downloads."""

import re
from pathlib import Path

from ..records import Source
from .client import run_client

_RELEASE = "bookworm"


def fetch(sources: list[Source], folder: Path) -> None:
    """Reads the release's list of sources once, then downloads each package. Needs apt, but not root."""
    state = folder / "apt"
    for name in ("lists/partial", "cache/archives/partial"):
        (state / name).mkdir(parents=True, exist_ok=True)
    listed = state / "sources.list"
    if not listed.exists():
        listed.write_text(f"deb-src http://deb.debian.org/debian {_RELEASE} main\n", encoding="utf-8")
    options = []
    for key, value in (
        ("Dir::Etc::sourcelist", listed),
        ("Dir::Etc::sourceparts", "/dev/null"),
        ("Dir::State::lists", state / "lists"),
        ("Dir::Cache", state / "cache"),
    ):
        options += ["-o", f"{key}={value}"]
    run_client(["apt-get", "-qq", *options, "update"], folder)
    for source in sources:
        run_client(["apt-get", "-qq", *options, "source", "--download-only", f"{source.name}={source.version}"], folder)


def locate(source: Source, folder: Path) -> list[Path]:
    """The packed Debian folder first (it says who holds which file under what licence), then the originals."""
    version = re.sub(r"^\d+:", "", source.version)
    upstream = version.rsplit("-", 1)[0]
    packing = sorted(folder.glob(f"{source.name}_{version}.debian.tar.*"))
    originals = [path for path in sorted(folder.glob(f"{source.name}_{upstream}.orig*.tar.*")) if path.suffix != ".asc"]
    return packing[:1] + originals if packing and originals else []

"""Source packages of Debian, by `apt-get source --download-only`, with lists of their own beside the downloads."""

import re
import subprocess
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
    listed.write_text("".join(f"deb-src {mirror} {_RELEASE} main\n" for mirror in _mirrors()), encoding="utf-8")
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


def _mirrors() -> list[str]:
    """The addresses from which this machine takes the release's packages; its sources lie there too."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME) $(COMPONENT)"]
    try:
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        return []
    return sorted({line.split()[0] for line in lines if line.split()[1:] == [_RELEASE, "main"]})


def locate(source: Source, folder: Path) -> list[Path]:
    """The packed Debian folder first (it says who holds which file under what licence), then the originals."""
    version = re.sub(r"^\d+:", "", source.version)
    upstream = version.rsplit("-", 1)[0]
    packing = sorted(folder.glob(f"{source.name}_{version}.debian.tar.*"))
    originals = [path for path in sorted(folder.glob(f"{source.name}_{upstream}.orig*.tar.*")) if path.suffix != ".asc"]
    return packing[:1] + originals if packing and originals else []

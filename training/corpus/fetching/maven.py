"""Source jars from Maven Central, by Maven."""

from pathlib import Path

from ..records import Source
from .client import run_client


def fetch(sources: list[Source], folder: Path) -> None:
    """Copies each `-sources.jar` and its pom, which states the licence."""
    for source in sources:
        for kind in ("jar:sources", "pom"):
            artifact = f"{source.name}:{source.version}:{kind}"
            run_client(["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}", "-DoutputDirectory=."], folder)


def locate(source: Source, folder: Path) -> list[Path]:
    """The jar, then the pom where there is one."""
    stem = f"{source.name.split(':')[1]}-{source.version}"
    jar, pom = folder / f"{stem}-sources.jar", folder / f"{stem}.pom"
    return [path for path in (jar, pom) if path.exists()] if jar.exists() else []

"""Downloads, each by its registry's own client, into one folder per ecosystem; and where a source lies then."""

from dataclasses import replace
from pathlib import Path

from ..records import Source
from . import crates, deb, debian, go, maven, npm, pypi, toolchain

_BY_ECOSYSTEM = {
    "toolchain": toolchain, "pypi": pypi, "npm": npm, "debian": debian, "deb": deb, "crates": crates, "go": go, "maven": maven,
}  # fmt: skip


def fetch(sources: list[Source], cache: Path) -> list[str]:
    """Downloads what is not in the cache yet. Returns a line for each source that could not be had."""
    failures: list[str] = []
    for ecosystem, module in _BY_ECOSYSTEM.items():
        folder = cache / ecosystem
        wanted = [source for source in sources if source.ecosystem == ecosystem]
        missing = [source for source in wanted if not module.locate(source, folder)]
        if not missing:
            continue
        folder.mkdir(parents=True, exist_ok=True)
        module.fetch(missing, folder)
        failures += [f"{ecosystem} {source.project}" for source in missing if not module.locate(source, folder)]
    return failures


def locate(source: Source, cache: Path) -> list[Path]:
    """The archives or folders that a downloaded source consists of; none if it was not downloaded."""
    return _BY_ECOSYSTEM[source.ecosystem].locate(source, cache / source.ecosystem)


def as_installed(source: Source) -> Source:
    """A source with the version it really has here: a toolchain's row has `*` for the one of the machine."""
    return replace(source, version=toolchain.version(source)) if source.version == "*" else source


def address(source: Source) -> str:
    """A package URL (https://github.com/package-url/purl-spec) for the manifest."""
    kinds = {"crates": "cargo", "go": "golang", "debian": "deb/debian", "deb": "deb/debian", "toolchain": "generic"}
    return f"pkg:{kinds.get(source.ecosystem, source.ecosystem)}/{source.name.replace(':', '/')}@{source.version}"

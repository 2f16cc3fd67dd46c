"""Sources of crates, by `cargo fetch`, which compiles nothing."""

from pathlib import Path

from ..records import Source
from .client import run_client


def fetch(sources: list[Source], folder: Path) -> None:
    """Has cargo fetch a package that depends on every crate; it brings their dependencies too, which are not used.

    Without default features there are fewer of those.
    """
    package = folder / "wanted"
    (package / "src").mkdir(parents=True, exist_ok=True)
    (package / "src" / "lib.rs").write_text("", encoding="utf-8")
    rows = [f'{source.name} = {{ version = "={source.version}", default-features = false }}' for source in sources]
    header = '[package]\nname = "wanted"\nversion = "0.0.0"\nedition = "2021"\n\n[dependencies]\n'
    (package / "Cargo.toml").write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    (package / "Cargo.lock").unlink(missing_ok=True)
    run_client(["cargo", "fetch", "--quiet", "--target", "x86_64-unknown-linux-gnu"], package, CARGO_HOME=str(folder))


def locate(source: Source, folder: Path) -> list[Path]:
    """Cargo keeps `.crate` files, which are tarballs, in a folder for each registry."""
    return sorted(folder.glob(f"registry/cache/*/{source.name}-{source.version}.crate"))[:1]

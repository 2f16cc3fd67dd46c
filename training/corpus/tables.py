"""The pinned lists of sources, one table per ecosystem, in `sources/`."""

from pathlib import Path

from .records import Source

FOLDER = Path(__file__).parent / "sources"
ECOSYSTEMS = ("toolchain", "pypi", "npm", "debian", "deb", "crates", "go", "maven")


def read_table(path: Path) -> list[Source]:
    """The rows of a table: name, version, licence, languages (`*` or a list by commas), folder (`.` for all), by tabs.

    A line that begins with `#` is a comment. Raises ValueError that names the line which is no row.
    """
    rows: list[Source] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 5:
            raise ValueError(f"{path.name}:{number}: a row has five cells between tabs, this one has {len(cells)}")
        name, version, licence, languages, folder = (cell.strip() for cell in cells)
        chosen = frozenset() if languages == "*" else frozenset(languages.split(","))
        rows.append(Source(path.stem, name, version, licence, chosen, "" if folder == "." else folder.rstrip("/") + "/"))
    return rows


def all_sources(folder: Path = FOLDER) -> list[Source]:
    """Every source of every table that is there, in the order of `ECOSYSTEMS` and of the rows."""
    tables = (folder / f"{ecosystem}.tsv" for ecosystem in ECOSYSTEMS)
    return [source for table in tables if table.exists() for source in read_table(table)]

"""The records that the steps hand on: a source, a file of it, a line of the corpus."""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """One row of a table: a package of a registry, or a part of a toolchain."""

    ecosystem: str
    name: str
    version: str
    #: The licence we expect: an SPDX expression. Metadata that says otherwise drops the source.
    licence: str
    #: The languages taken from it; empty for all.
    languages: frozenset[str]
    #: Only files below this folder of the package; empty for all.
    folder: str

    @property
    def project(self) -> str:
        """Its name in the corpus."""
        return f"{self.name}-{self.version}"

    @property
    def group(self) -> str:
        """What is held out together: an npm scope, or one name in several registries."""
        if self.name.startswith("@"):
            return self.name.split("/")[0].lower()
        return self.name.split("/")[-1].lower()


@dataclass(frozen=True)
class CorpusFile:
    """One line of the corpus."""

    project: str
    path: str
    language: str
    licence: str
    text: str

    def line(self) -> bytes:
        """The record as JSON with a line feed, in UTF-8."""
        record = {
            "project": self.project,
            "path": self.path,
            "language": self.language,
            "licence": self.licence,
            "text": self.text,
        }
        return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8")

    @staticmethod
    def parse(line: bytes) -> "CorpusFile":
        """The record of such a line. Raises ValueError or KeyError for one that is not."""
        record = json.loads(line)
        return CorpusFile(*(record[key] for key in ("project", "path", "language", "licence", "text")))

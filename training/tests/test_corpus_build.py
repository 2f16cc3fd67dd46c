"""The whole build on a small made-up cache of downloads."""

import gzip
import hashlib
import io
import json
import sys
import tarfile
import tempfile
import unittest
import zipfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.build import Options, build
from corpus.contamination import read_evaluation
from corpus.holdout import hold_out
from corpus.languages import language_of
from corpus.records import CorpusFile, Source
from corpus.source_maps import sources_in_map
from corpus.tables import all_sources, read_table

ANY = frozenset[str]()
PROBLEM = "def evaluated(numbers):\n    return [number for number in numbers if number % 7 == 3 and number > 100]\n"


def module(project: str, number: int) -> str:
    """A file of Python that is like no other."""
    own = f"{project}_{number}"
    rows = "".join(f"def {own}_{row}(value_{row}):\n    return value_{row} * {row + number} + {own}\n\n\n" for row in range(8))
    return f'"""Part {number} of {project}."""\n\n{project}_{number} = {number}\n\n\n{rows}'


class Build(unittest.TestCase):
    """Sources in, corpus out."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.cache = self.folder / "sources"
        (self.folder / "evaluation").mkdir()
        with gzip.open(self.folder / "evaluation" / "Holes.jsonl.gz", "wt", encoding="utf-8") as out:
            head, hole = PROBLEM.split("\n")[:2]
            out.write(json.dumps({"prompt": head + "\n", "canonical_solution": hole + "\n", "suffix": ""}) + "\n")
        self.sources: list[Source] = []
        for number in range(12):
            name = f"project{number}"
            self.wheel(name, "MIT", {f"{name}/part{part}.py": module(name, part) for part in range(4)})

    def wheel(self, name: str, licence: str, files: dict[str, str]) -> None:
        """Adds a wheel to the cache and to the sources."""
        folder = self.cache / "pypi"
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
            archive.writestr(f"{name}-1.0.dist-info/METADATA", f"Name: {name}\nLicense-Expression: {licence}\n\nText.\n")
            for path, text in files.items():
                archive.writestr(path, text)
        self.sources.append(Source("pypi", name, "1.0", "MIT", ANY, ""))

    def build(self, out: str, total: int = 1_000_000, seed: int = 1, processes: int = 1, held_out_as: Path | None = None) -> dict[str, object]:
        """Builds into a folder. Returns the manifest."""
        evaluation = read_evaluation(self.folder / "evaluation")
        return build(self.sources, evaluation, Options(self.cache, self.folder / out, total, seed, processes, 10, held_out_as))

    def files(self, out: str, part: str) -> list[CorpusFile]:
        """The records of a part of the corpus."""
        return [CorpusFile.parse(line) for line in (self.folder / out / f"{part}.jsonl").read_bytes().splitlines()]

    def digests(self, out: str) -> list[str]:
        """Hashes of what was written."""
        names = ("train.jsonl", "heldout.jsonl", "manifest.json")
        return [hashlib.sha256((self.folder / out / name).read_bytes()).hexdigest() for name in names]

    def row(self, manifest: dict[str, object], name: str) -> dict[str, object]:
        """The manifest's entry of a source."""
        rows = manifest["sources"]
        assert isinstance(rows, list)
        return next(row for row in rows if row["name"] == name)

    def test_same_bytes_for_the_same_seed(self) -> None:
        self.build("one")
        self.build("two", processes=2)
        self.build("other", seed=2)
        self.assertEqual(self.digests("one"), self.digests("two"))
        self.assertNotEqual(self.digests("one")[0], self.digests("other")[0])
        names = sorted(path.name for path in (self.folder / "one").iterdir())
        self.assertEqual(names, ["heldout.jsonl", "manifest.json", "train.jsonl"])

    def test_projects_stay_together_and_whole(self) -> None:
        manifest = self.build("out")
        train, held = self.files("out", "train"), self.files("out", "heldout")
        self.assertEqual(len(train) + len(held), 48)
        self.assertGreaterEqual(len({file.project for file in held}), 2)
        self.assertFalse({file.project for file in train} & {file.project for file in held})
        order = [file.project for file in train]
        projects = list(dict.fromkeys(order))
        self.assertEqual(order, [project for project in projects for _ in range(4)])
        self.assertNotEqual(projects, sorted(projects))
        for project in projects:
            paths = [file.path for file in train if file.project == project]
            self.assertEqual(paths, sorted(paths))
        self.assertEqual(manifest["files"], {"train": len(train), "heldout": len(held)})

    def test_the_same_projects_held_out_again(self) -> None:
        """Another seed alone chooses others; the earlier manifest keeps the choice, and a new project is not in it."""
        self.build("first")
        self.wheel("project99", "MIT", {f"project99/part{part}.py": module("project99", part) for part in range(4)})
        self.build("anew", seed=5)
        self.build("again", seed=5, held_out_as=self.folder / "first" / "manifest.json")
        first, anew, again = ({file.project for file in self.files(out, "heldout")} for out in ("first", "anew", "again"))
        self.assertNotEqual(first, anew)
        self.assertEqual(first, again)

    def test_licences(self) -> None:
        self.wheel("copyleft", "GPL-3.0-only", {"copyleft/a.py": module("copyleft", 1)})
        copyleft = "# GNU General Public License\n" + module("mixed", 2)
        self.wheel("mixed", "Apache-2.0", {"mixed/a.py": module("mixed", 1), "mixed/b.py": copyleft})
        manifest = self.build("out")
        self.assertEqual(self.row(manifest, "copyleft")["dropped"], {"licence of the source": 1})
        self.assertEqual(self.row(manifest, "mixed")["dropped"], {"licence of the file": 1})
        self.assertEqual(self.row(manifest, "mixed")["licence"], "Apache-2.0")
        texts = self.files("out", "train") + self.files("out", "heldout")
        self.assertEqual({file.licence for file in texts if file.project == "mixed-1.0"}, {"Apache-2.0"})
        self.assertFalse([file for file in texts if file.project == "copyleft-1.0"])

    def test_duplicates_across_projects(self) -> None:
        again = module("project3", 2)
        same, near = again.replace("    ", "\t"), again + "\n\nextra = 1\n"
        self.wheel("copies", "MIT", {"copies/same.py": same, "copies/near.py": near, "copies/own.py": module("copies", 1)})
        manifest = self.build("out")
        self.assertEqual(self.row(manifest, "copies")["dropped"], {"duplicate": 1, "near duplicate": 1})
        self.assertEqual(self.row(manifest, "copies")["files"], 1)

    def test_evaluation_is_kept_out(self) -> None:
        self.wheel("leak", "MIT", {"leak/a.py": module("leak", 1) + PROBLEM, "leak/b.py": module("leak", 2)})
        manifest = self.build("out")
        self.assertEqual(self.row(manifest, "leak")["dropped"], {"overlap with the evaluation": 1})

    def test_shares(self) -> None:
        """A language is cut to its share, large projects before small ones."""
        self.wheel("large", "MIT", {f"large/folder{part % 9}/part{part}.py": module("large", part) for part in range(60)})
        self.build("all")
        whole = sum(len(file.text.encode()) for part in ("train", "heldout") for file in self.files("all", part))
        total = int(whole / 0.25 * 0.7)
        manifest = self.build("out", total=total)
        files = self.files("out", "train") + self.files("out", "heldout")
        size = sum(len(file.text.encode()) for file in files)
        self.assertLessEqual(size, total * 0.25)
        self.assertGreater(size, total * 0.25 * 0.9)
        self.assertEqual(len([file for file in files if file.project != "large-1.0"]), 48)
        dropped = self.row(manifest, "large")["dropped"]
        assert isinstance(dropped, dict)
        self.assertEqual(dropped["over the share of its language"], 60 - len([file for file in files if file.project == "large-1.0"]))

    def test_sources_that_are_not_there(self) -> None:
        self.sources.append(Source("npm", "absent", "1.0.0", "MIT", ANY, ""))
        self.assertEqual(self.row(self.build("out"), "absent")["dropped"], {"source is not there": 1})

    def test_npm_and_its_source_maps(self) -> None:
        folder = self.cache / "npm"
        folder.mkdir()
        typed = "".join(f"export function typed{row}(value: number): number {{\n  return value * {row};\n}}\n" for row in range(12))
        embedded = {"version": 3, "sources": ["../src/typed.ts"], "sourcesContent": [typed]}
        compiled = typed.replace(": number", "") + "//# sourceMappingURL=typed.js.map\n"
        members = {"package.json": '{"license": "MIT"}', "lib/typed.js": compiled, "lib/typed.js.map": json.dumps(embedded)}
        with tarfile.open(folder / "scope-typed-2.0.0.tgz", "w:gz") as archive:
            for path, text in members.items():
                entry = tarfile.TarInfo(f"package/{path}")
                entry.size = len(text)
                archive.addfile(entry, io.BytesIO(text.encode()))
        self.sources.append(Source("npm", "@scope/typed", "2.0.0", "MIT", ANY, ""))
        self.build("out")
        files = [file for part in ("train", "heldout") for file in self.files("out", part) if file.project.startswith("@scope")]
        self.assertEqual([(file.path, file.language, file.text) for file in files], [("src/typed.ts", "typescript", typed)])


class Parts(unittest.TestCase):
    """The smaller steps alone."""

    def test_hold_out_prefers_small_groups(self) -> None:
        sizes = {f"group{number}": Counter(python=100_000) for number in range(100)}
        sizes["giant"] = Counter(python=30_000_000, rust=50_000)
        sizes |= {f"crate{number}": Counter(rust=40_000) for number in range(5)}
        held = hold_out(sizes, 1)
        self.assertNotIn("giant", held)
        self.assertGreaterEqual(sum(sizes[group]["python"] for group in held), 0.02 * 40_000_000)
        self.assertEqual(len([group for group in held if "crate" in group]), 2)
        self.assertEqual(held, hold_out(dict(reversed(sizes.items())), 1))

    def test_languages(self) -> None:
        self.assertEqual(language_of("a.h", "int add(int a, int b);\n"), "c")
        self.assertEqual(language_of("a.h", "namespace a {\nclass B;\n}\n"), "cpp")
        self.assertEqual(language_of("A.F90", "end"), "fortran")
        self.assertEqual(language_of("a.tsx", ""), "typescript")
        self.assertIsNone(language_of("a.png", ""))

    def test_broken_maps(self) -> None:
        for data in (b"", b"[]", b"{", b'{"sources": ["a.ts"]}', b'{"sources": ["a.ts"], "sourcesContent": [null]}'):
            self.assertEqual(sources_in_map("a.js.map", data), [], data)

    def test_paths_in_maps(self) -> None:
        data = json.dumps({"sources": ["webpack:///./src/a.ts", "../../../b.ts", "c.js"], "sourcesContent": ["a", "b", "c"]}).encode()
        self.assertEqual(sources_in_map("dist/x/a.js.map", data), [("dist/x/src/a.ts", b"a"), ("b.ts", b"b")])

    def test_tables(self) -> None:
        """Every row of the tables in the repository can be read, and no project stands in them twice."""
        sources = all_sources()
        self.assertGreater(len(sources), 100)
        names = Counter(source.project for source in sources)
        self.assertEqual([name for name, count in names.items() if count > 1], [])

    def test_bad_rows(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "pypi.tsv"
            table.write_text("# comment\n\nname\t1.0\tMIT\tpython,c\tsrc\n", encoding="utf-8")
            self.assertEqual(read_table(table), [Source("pypi", "name", "1.0", "MIT", frozenset({"python", "c"}), "src/")])
            table.write_text("name\t1.0\tMIT\n", encoding="utf-8")
            with self.assertRaisesRegex(ValueError, r"pypi\.tsv:1: .* five cells"):
                read_table(table)


if __name__ == "__main__":
    unittest.main()

"""The list of whose code the shipped model was trained on."""

from __future__ import annotations

import json
import unittest
from pathlib import Path

from corpus.licences import is_permissive

MANIFEST = json.loads((Path(__file__).parent.parent / "manifest.json").read_text())


class Manifest(unittest.TestCase):
    def test_every_source_is_named_and_may_be_used(self) -> None:
        for source in MANIFEST["sources"]:
            with self.subTest(source["name"]):
                self.assertRegex(source["address"], r"^pkg:\w+/.+@.+")
                self.assertTrue(source["version"])
                for licence in source["bytes by licence"]:
                    self.assertTrue(licence == "public-domain" or is_permissive(licence), licence)

    def test_the_sources_make_up_the_corpus(self) -> None:
        for kind in ("bytes by licence", "bytes by language"):
            found = sum(sum(source[kind].values()) for source in MANIFEST["sources"])
            self.assertEqual(found, sum(MANIFEST["bytes"].values()))
        self.assertEqual(sum(source["files"] for source in MANIFEST["sources"]), sum(MANIFEST["files"].values()))

    def test_projects_are_trained_on_or_held_out(self) -> None:
        parts = {part: {s["name"] for s in MANIFEST["sources"] if s["part"] == part} for part in ("train", "heldout")}
        self.assertTrue(parts["train"] and parts["heldout"])
        self.assertFalse(parts["train"] & parts["heldout"])


if __name__ == "__main__":
    unittest.main()

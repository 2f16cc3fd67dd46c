"""Licence names, expressions, texts and Debian's file by file list."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.debian_copyright import file_licences
from corpus.licences import is_permissive, licence_of_text, normal_expression, normal_name


class Expressions(unittest.TestCase):
    """What an expression lets us choose."""

    def test_permissive(self) -> None:
        for expression in (
            "MIT",
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "(MIT OR GPL-3.0-only) AND BSD-3-Clause",
            "Apache-2.0 WITH LLVM-exception",
            "Apache-2.0 with LLVM exception",
            "GPL-2+ or Expat",
            "BSD License",
            "Apache Software License",
            "public-domain",
            "Unlicense OR MIT",
            "The Apache Software License, Version 2.0",
        ):
            self.assertTrue(is_permissive(expression), expression)

    def test_not_permissive(self) -> None:
        for expression in (
            "",
            "GPL-2.0-only",
            "LGPL-2.1+",
            "MIT AND MPL-2.0",
            "public-domain and GPL-2+",
            "Unlicense AND GPL-3.0-only",
            "BSD-3-Clause-No-Nuclear-License",
            "(MIT OR BSD-3-Clause) AND GPL-3.0-only",
            "EPL-2.0",
            "BUSL-1.1",
            "BSD-4-Clause",
            "CC-BY-NC-4.0",
            "SEE LICENSE IN EULA",
            "Mozilla Public License 2.0 (MPL 2.0)",
        ):
            self.assertFalse(is_permissive(expression), expression)

    def test_normal_expressions(self) -> None:
        self.assertEqual(normal_expression("Expat or GPL-2+"), "MIT OR GPL-2+")
        self.assertEqual(normal_expression("MIT/Apache-2.0"), "MIT OR Apache-2.0")
        self.assertEqual(normal_expression("(BSD-3-clause, or zlib) and ISC"), "(BSD-3-Clause OR Zlib) AND ISC")

    def test_names(self) -> None:
        self.assertEqual(normal_name("Expat"), "MIT")
        self.assertEqual(normal_name("MIT License"), "MIT")
        self.assertEqual(normal_name("BSD-3-clause"), "BSD-3-Clause")
        self.assertEqual(normal_name("Apache License, Version 2.0"), "Apache-2.0")
        self.assertEqual(normal_name("Boost-1.0"), "BSL-1.0")


class Texts(unittest.TestCase):
    """The words of a LICENSE file."""

    def test_recognised(self) -> None:
        bsd = "Redistribution and use in source and binary forms, with or without modification, are permitted"
        self.assertEqual(licence_of_text(bsd), "BSD-2-Clause")
        self.assertEqual(licence_of_text(bsd + ". Neither the name of the author"), "BSD-3-Clause")
        self.assertEqual(licence_of_text("Permission is hereby granted, free of charge, to any person obtaining a\ncopy"), "MIT")
        self.assertEqual(licence_of_text("   Apache License\n   Version 2.0, January 2004"), "Apache-2.0")

    def test_unknown_or_copyleft(self) -> None:
        self.assertIsNone(licence_of_text("All rights reserved."))
        mit = "Permission is hereby granted, free of charge, to any person obtaining a copy"
        self.assertEqual(licence_of_text(mit), "MIT")
        self.assertIsNone(licence_of_text(f"GNU General Public License. {mit}"))


class DebianCopyright(unittest.TestCase):
    """The machine-readable format."""

    TEXT = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: example

Files: *
Copyright: 2020 A
License: Expat
 Permission is hereby granted

Files: src/gpl/*
 tools/?.c
Copyright: 2021 B
License: GPL-2+

Files: src/gpl/free.c
Copyright: 2022 C
License: BSD-3-clause
"""

    def test_last_match_decides(self) -> None:
        licence = file_licences(self.TEXT)
        assert licence is not None
        self.assertEqual(licence("src/main.c"), "MIT")
        self.assertEqual(licence("src/gpl/a.c"), "GPL-2+")
        self.assertEqual(licence("tools/a.c"), "GPL-2+")
        self.assertEqual(licence("tools/ab.c"), "MIT")
        self.assertEqual(licence("src/gpl/free.c"), "BSD-3-Clause")

    def test_own_names_are_judged_by_their_words(self) -> None:
        head = "Format: x\n\nFiles: *\nLicense: BSD-3-clause-ours\n"
        terms = "Redistribution and use in source and binary forms. Neither the name"
        inside = file_licences(f"{head} {terms}\n")
        apart = file_licences(f"{head}\nLicense: BSD-3-clause-ours\n {terms}\n")
        advertised = file_licences(f"{head} {terms}\n All advertising materials must say so\n")
        unsaid = file_licences(head)
        assert inside and apart and advertised and unsaid
        self.assertEqual([inside("a.c"), apart("a.c")], ["BSD-3-Clause", "BSD-3-Clause"])
        self.assertEqual([advertised("a.c"), unsaid("a.c")], ["BSD-3-clause-ours", "BSD-3-clause-ours"])

    def test_other_formats(self) -> None:
        self.assertIsNone(file_licences("This package was debianized by A. It is under the GPL.\n"))


if __name__ == "__main__":
    unittest.main()

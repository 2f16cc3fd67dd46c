"""Files made into rows: what every format keeps, and what is predicted where."""

from __future__ import annotations

import random
import unittest

from examples import formats, markers
from examples.cuts import Middle, choose_middle, line_spans
from examples.formats import Control
from examples.packing import blocks_of
from examples.rows import IGNORED, MASKS, Row, RowMaker, next_tokens
from examples.units import units_of
from examples.windows import Source, windows_of

PYTHON = 'import os\n\n\ndef größe(path: str) -> int:\n    """Bytes of a file: ½ of them."""\n    return os.stat(path).st_size\n'
CONTROL = {name: 1000 + index for index, name in enumerate(markers.CONTROL)}


def encode(text: str) -> list[int]:
    """A token for each UTF-8 byte."""
    return list(text.encode())


def decode(tokens: list[int]) -> str:
    return bytes(tokens).decode()


def source(text: str = PYTHON, path: str = "a.py") -> Source:
    return Source("project", path, "python", text)


class Units(unittest.TestCase):
    def test_are_spans_of_characters(self) -> None:
        texts = [PYTHON[start:end] for start, end in units_of(PYTHON, "python")]
        self.assertIn("return os.stat(path).st_size", texts)
        self.assertIn("(path: str)", texts)
        self.assertNotIn("path", texts)

    def test_are_none_without_a_grammar(self) -> None:
        self.assertEqual(units_of(PYTHON, "cobol"), [])


class Cuts(unittest.TestCase):
    def test_lie_in_the_text_and_are_of_every_kind(self) -> None:
        units = units_of(PYTHON, "python")
        kinds = set()
        for seed in range(400):
            middle = choose_middle(PYTHON, units, random.Random(seed))
            assert middle
            kinds.add(middle.kind)
            self.assertTrue(0 <= middle.start <= middle.end <= len(PYTHON), middle)
            if middle.kind in ("rest", "inside"):
                self.assertNotIn("\n", PYTHON[middle.start : middle.end])
        self.assertEqual(kinds, {"rest", "inside", "lines", "unit", "span"})

    def test_fall_on_every_column_of_a_line(self) -> None:
        starts = {choose_middle("value = 1234", [], random.Random(seed)).start for seed in range(600)}
        self.assertLessEqual(set(range(12)), starts)

    def test_are_often_one_whole_line(self) -> None:
        drawn = [choose_middle(PYTHON, [], random.Random(seed)) for seed in range(400)]
        texts = [PYTHON[one.start : one.end] for one in drawn if one.kind == "lines"]
        self.assertGreater(sum("\n" not in text and text.startswith("    ") for text in texts), 10)

    def test_there_is_none_where_nothing_stands(self) -> None:
        self.assertIsNone(choose_middle("\n  \n", [], random.Random(1)))

    def test_lines_add_up_to_the_text(self) -> None:
        self.assertEqual("\n".join(PYTHON[start:end] for start, end in line_spans(PYTHON)), PYTHON)


class Formats(unittest.TestCase):
    def setUp(self) -> None:
        start = PYTHON.index("os.stat")
        self.middle = Middle(start + 3, start + 13, "inside")

    def pieces(self, name: str) -> list[str]:
        made = formats.FORMATS[name](PYTHON, self.middle)
        return [piece.name if isinstance(piece, Control) else piece for piece in made]

    def test_psm_has_the_whole_line_as_one_text(self) -> None:
        _, head, _, below, _, line, end = self.pieces("psm")
        self.assertEqual(head + line + below, PYTHON)
        self.assertEqual(line, "    return os.stat(path)"[:-1] + ")")
        self.assertEqual(end, markers.END_OF_TEXT)

    def test_lines_above_stand_before_the_marker_or_after_it(self) -> None:
        for above in range(9):
            pieces = formats.lines_first(PYTHON, self.middle, above)
            _, head, _, below, _, text, _ = pieces
            self.assertEqual(head + text + below, PYTHON)
            self.assertEqual(text.count("\n"), min(above, 5))
            self.assertTrue(head == "" or head.endswith("\n"))

    def test_cut_is_cut_at_the_cursor(self) -> None:
        _, prefix, _, suffix, _, middle, _ = self.pieces("cut")
        self.assertEqual((prefix + middle + suffix, middle), (PYTHON, "stat(path)"))

    def test_spm_has_prefix_and_middle_as_one_text(self) -> None:
        _, _, suffix, _, text, _ = self.pieces("spm")
        self.assertEqual(text + suffix, PYTHON)

    def test_se_names_both_ends_of_the_line(self) -> None:
        _, head, _, below, _, start, _, end, _, line, _ = self.pieces("se")
        self.assertEqual(head + line + below, PYTHON)
        self.assertEqual((start, end), ("    return os.", ".st_size"))


class Rows(unittest.TestCase):
    def make(self, seed: int, text: str = PYTHON) -> Row | None:
        [window] = windows_of(source(text), 10_000, random.Random(1))
        maker = RowMaker(encode, CONTROL, 4000)
        return maker.make(window, units_of(text, "python"), [], str(seed))

    def test_predict_each_next_token_or_what_a_mask_stands_for(self) -> None:
        mask = CONTROL[markers.MASK]
        masked = 0
        for seed in range(300):
            row = self.make(seed)
            assert row
            self.assertEqual(len(row.tokens), len(row.targets))
            shown = [token for token in row.tokens if token != mask]
            if len(shown) == len(row.tokens):
                self.assertEqual(row.tokens[1:], row.targets[:-1])
                continue
            masked += 1
            # The masks close the row; what is to be said there goes on where the shown tokens end.
            self.assertEqual(row.tokens[len(shown) :], [mask] * (len(row.tokens) - len(shown)))
            self.assertLessEqual(len(row.tokens) - len(shown), MASKS)
            self.assertEqual(row.targets[: len(shown) - 1], shown[1:])
            full = shown + row.targets[len(shown) - 1 :]
            answer = full[len(full) - full[::-1].index(CONTROL[markers.MIDDLE]) :]
            text = bytes(token for token in answer if token < 256).decode(errors="ignore")
            self.assertIn(text, PYTHON)
        self.assertGreater(masked, 5)

    def test_are_the_same_for_the_same_seed(self) -> None:
        self.assertEqual(self.make(5), self.make(5))

    def test_are_none_where_too_long(self) -> None:
        [window] = windows_of(source(), 10_000, random.Random(1))
        maker = RowMaker(encode, CONTROL, 40)
        rows = [maker.make(window, [], [], str(seed)) for seed in range(40)]
        self.assertTrue(all(row is None or len(row.tokens) <= 40 for row in rows))

    def test_a_single_token_predicts_nothing(self) -> None:
        self.assertIsNone(next_tokens([1]))


class Windows(unittest.TestCase):
    def test_add_up_to_the_file(self) -> None:
        text = "".join(f"line {index} = {'x' * (index % 40)}\n" for index in range(500)) + "x" * 5000
        windows = list(windows_of(source(text), 700, random.Random(2)))
        self.assertEqual("".join(window.text for window in windows), text)
        self.assertTrue(all(len(window.text) <= 700 for window in windows))
        self.assertEqual([window.is_end for window in windows].count(True), 1)


class Packing(unittest.TestCase):
    def test_keeps_every_row_whole_and_once(self) -> None:
        draw = random.Random(3)
        rows = []
        for number in range(1, 900):
            size = draw.randint(1, 100)
            rows.append(Row([number] * size, [number] * size))
        found: dict[int, int] = {}
        blocks = list(blocks_of(iter(rows), 128, 0))
        for tokens, targets in blocks:
            self.assertEqual((tokens.shape, targets.shape), ((128,), (128,)))
            for number in set(tokens[targets != IGNORED].tolist()):
                self.assertNotIn(number, found)
                found[number] = int((tokens == number).sum())
        self.assertEqual(found, {row.tokens[0]: len(row.tokens) for row in rows})
        full = sum(found.values()) / (128 * len(blocks))
        self.assertGreater(full, 0.95)


if __name__ == "__main__":
    unittest.main()

"""What is taken from a GGUF file is what stands in it, and enough to go on training."""

from __future__ import annotations

import json
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import gguf
import torch
from tokenizers import Tokenizer

from examples import markers
from export import export
from import_gguf import markers_among, shape_of, tokenizer_of, weights_of
from network.decoder import Decoder, rotate, rotations
from network.rotary_order import to_halves, to_neighbours
from tests.test_export import SHAPE, vocabulary

TEXT = "def größe(x):\n    return x[1234]  # <|fim_middle|>\n"


class Import(unittest.TestCase):
    def test_gives_back_what_was_exported(self) -> None:
        torch.manual_seed(1)
        for architecture in ("qwen3", "llama"):
            shape = replace(SHAPE, architecture=architecture)
            state = {name: torch.randn_like(value) for name, value in Decoder(shape).state_dict().items()}
            known = vocabulary()
            with self.subTest(architecture), tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "model.gguf"
                export(state, shape, known, "F32", "fim-se", "Test", file)
                reader = gguf.GGUFReader(file)
                self.assertEqual(shape_of(reader, shape.context), shape)
                found = weights_of(reader, shape)
                Decoder(shape).load_state_dict(found)
                self.assertTrue(all(torch.equal(found[name], value) for name, value in state.items()))
                tokenizer = Tokenizer.from_str(json.dumps(tokenizer_of(reader)))
                tokenizer.encode_special_tokens = True
                ids = tokenizer.encode(TEXT).ids
                self.assertEqual(tokenizer.decode(ids), TEXT)
                self.assertEqual(tokenizer.token_to_id(markers.MASK), SHAPE.vocabulary - 1)
                self.assertTrue(all(id < SHAPE.vocabulary - len(markers.CONTROL) for id in ids))
                del reader

    def test_the_order_of_rotary_places_changes_no_attention(self) -> None:
        torch.manual_seed(2)
        length, hidden = SHAPE.head_length, SHAPE.hidden
        query, key = torch.randn(2 * length, hidden), torch.randn(2 * length, hidden)
        x = torch.randn(1, 9, hidden)
        cosine, sine = (part[:9] for part in rotations(SHAPE))

        def scores(turn, *weights: torch.Tensor) -> torch.Tensor:
            one, other = ((x @ weight.T).view(1, 9, 2, length).transpose(1, 2) for weight in weights)
            return turn(one) @ turn(other).transpose(2, 3)

        def turn_neighbours(x: torch.Tensor) -> torch.Tensor:
            first, second = x[..., 0::2], x[..., 1::2]
            return torch.stack((first * cosine - second * sine, second * cosine + first * sine), -1).flatten(-2)

        ours = scores(lambda x: rotate(x, cosine, sine), query, key)
        theirs = scores(turn_neighbours, to_neighbours(query, 2), to_neighbours(key, 2))
        self.assertLess((ours - theirs).abs().max().item(), 1e-3)
        self.assertTrue(torch.equal(to_halves(to_neighbours(query, 2), 2), query))

    def test_markers_take_other_spellings_and_spare_places(self) -> None:
        control = ["<|endoftext|>", "<|im_start|>", "<repo_name>", "<file_sep>", *(f"<spare_{n}>" for n in range(8))]
        names = markers_among(control)
        self.assertLessEqual(set(markers.CONTROL), set(names))
        self.assertEqual(names[:4], ["<|endoftext|>", "<|im_start|>", markers.REPOSITORY, markers.FILE])
        self.assertEqual(names[-1], "<spare_7>")
        with self.assertRaisesRegex(SystemExit, "has 0 control tokens to spare"):
            markers_among(["<|endoftext|>", "<|im_end|>"])


if __name__ == "__main__":
    unittest.main()

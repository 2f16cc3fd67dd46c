"""What is exported is what was trained."""

from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path

import gguf
import numpy as np
import torch
from gguf.quants import dequantize
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from examples import markers
from export import export, tensor_name
from network.decoder import Decoder
from network.shape import Shape

SHAPE = Shape(vocabulary=300, hidden=64, layers=2, heads=2, kv_heads=1, head_length=32, feed_forward=96, context=64)


def vocabulary() -> dict[str, object]:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    size = SHAPE.vocabulary - len(markers.CONTROL)
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(["for value in values: total += value\n" * 50, Path(__file__).read_text()], trainer)
    tokenizer.add_special_tokens(list(markers.CONTROL))
    return json.loads(tokenizer.to_str())


class Export(unittest.TestCase):
    def test_has_every_weight_and_the_vocabulary(self) -> None:
        torch.manual_seed(1)
        state = {name: torch.randn_like(value) for name, value in Decoder(SHAPE).state_dict().items()}
        for kind, most in (("F32", 0.0), ("Q8_0", 0.02), ("Q5_0", 0.2)):
            with self.subTest(kind), tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "model.gguf"
                export(state, SHAPE, vocabulary(), kind, "qwen", "Test", file)
                reader = gguf.GGUFReader(file)
                tensors = {tensor.name: tensor for tensor in reader.tensors}
                self.assertEqual(set(tensors), {tensor_name(name) for name in state})
                for name, value in state.items():
                    tensor = tensors[tensor_name(name)]
                    data = dequantize(tensor.data, tensor.tensor_type).reshape(value.shape)
                    self.assertLessEqual(np.abs(data - value.numpy()).max(), most, name)
                tokens = reader.get_field("tokenizer.ggml.tokens").contents()
                self.assertEqual(len(tokens), SHAPE.vocabulary)
                self.assertNotIn(markers.LINE_START, tokens)
                self.assertEqual(tokens[reader.get_field("tokenizer.ggml.fim_mid_token_id").contents()], markers.MIDDLE)
                self.assertEqual(reader.get_field("qwen3.block_count").contents(), 2)
                del reader, tensors


if __name__ == "__main__":
    unittest.main()

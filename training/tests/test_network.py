"""The network, its optimizer and its training, on the CPU and in small."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from network.blocks import Blocks
from network.decoder import IGNORED, Decoder
from network.drills import drill
from network.muon import orthogonalised
from network.schedule import rate
from network.shape import Shape

TRAINING = Path(__file__).parent.parent
SMALL = Shape(vocabulary=64, hidden=32, layers=2, heads=2, kv_heads=1, head_length=16, feed_forward=64, context=32)


def packed(folder: Path, count: int, length: int = 32) -> Path:
    """Blocks with something to learn: each token is the one before plus one."""
    folder.mkdir()
    rows = (np.arange(count)[:, None] * 7 + np.arange(length + 1)[None]) % 60
    rows[:, :-1].astype(np.uint16).tofile(folder / "tokens.bin")
    rows[:, 1:].astype(np.uint16).tofile(folder / "targets.bin")
    (folder / "packed.json").write_text(json.dumps({"blocks": count, "length": length}))
    return folder


class Network(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(1)
        self.model = Decoder(SMALL)
        for block in self.model.blocks:
            torch.nn.init.normal_(block.attention.output.weight, std=0.2)
            torch.nn.init.normal_(block.feed_forward.down.weight, std=0.2)

    def test_does_not_see_what_comes(self) -> None:
        tokens = torch.randint(0, 64, (1, 20))
        changed = tokens.clone()
        changed[0, 12:] = 3
        with torch.no_grad():
            before, after = self.model.logits(tokens), self.model.logits(changed)
        self.assertLess((before[0, :12] - after[0, :12]).abs().max().item(), 1e-5)
        self.assertGreater((before[0, 13:] - after[0, 13:]).abs().max().item(), 1e-3)

    def test_loss_is_the_mean_over_what_is_to_be_predicted(self) -> None:
        tokens = torch.randint(0, 64, (3, 32))
        targets = torch.randint(0, 64, (3, 32))
        targets[:, ::3] = IGNORED
        with torch.no_grad():
            logs = self.model.logits(tokens).log_softmax(-1)
            loss = self.model.loss(tokens, targets)
        kept = targets != IGNORED
        expected = -logs[kept].gather(1, targets[kept][:, None]).mean()
        self.assertAlmostEqual(loss.item(), expected.item(), places=5)


class Optimizer(unittest.TestCase):
    def test_steps_are_nearly_orthogonal(self) -> None:
        torch.manual_seed(2)
        for shape in ((24, 60), (60, 24), (32, 32)):
            values = torch.linalg.svdvals(orthogonalised(torch.randn(shape)))
            self.assertTrue(bool(((values > 0.3) & (values < 1.3)).all()), values)

    def test_rate_warms_up_stays_and_decays(self) -> None:
        def at(step: int, decay_from: int | None = None) -> float:
            return rate(step, warm_up=10, decay_from=decay_from, decay=20)

        self.assertEqual([at(0), at(9), at(500)], [0.1, 1.0, 1.0])
        self.assertEqual([at(100, 100), at(110, 100), at(120, 100), at(130, 100)], [1.0, 0.5, 0.0, 0.0])


class Order(unittest.TestCase):
    def test_every_block_once_in_each_pass_and_another_order_in_the_next(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            blocks = Blocks([packed(Path(folder) / "packed", 40)], seed=5)
            firsts = [blocks.batch(step, 8)[0][:, 0].tolist() for step in range(10)]
        one, two = sum(firsts[:5], []), sum(firsts[5:], [])
        self.assertEqual(sorted(one), sorted(two))
        self.assertNotEqual(one, two)


class Drills(unittest.TestCase):
    def test_what_is_to_be_predicted_stood_there_before(self) -> None:
        tokens = np.arange(1000, 1512)
        for seed in range(20):
            written, targets = drill(tokens, IGNORED, np.random.default_rng(seed))
            self.assertEqual(len(written), len(tokens))
            self.assertTrue(set(written) <= set(tokens))
            asked = np.flatnonzero(targets != IGNORED)
            self.assertGreater(len(asked), len(tokens) // 4)
            for place in asked:
                self.assertEqual(targets[place], written[place + 1])
                # Each token of the source stands in one stretch alone, so its first place has the same follower.
                first = np.flatnonzero(written == written[place])[0]
                self.assertLess(first, place)
                self.assertEqual(written[first + 1], targets[place])

    def test_take_the_places_of_blocks_and_are_the_same_for_the_same_step(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            blocks = Blocks([packed(Path(folder) / "one", 8)], seed=1)
            (plain, _), (drilled, targets) = blocks.batch(3, 4), blocks.batch(3, 4, drills=1)
            self.assertTrue(torch.equal(plain[1:], drilled[1:]))
            self.assertFalse(torch.equal(plain[0], drilled[0]))
            self.assertTrue((targets[0] == IGNORED).any())
            self.assertTrue(torch.equal(drilled, blocks.batch(3, 4, drills=1)[0]))


class Training(unittest.TestCase):
    def train(self, folder: Path, run: str, *more: str) -> list[float]:
        SMALL.save(folder / "shape.json")
        command = [sys.executable, "train.py", "--packed", folder / "packed", "--run", folder / run]
        command += ["--shape", folder / "shape.json", "--batch", "4", "--micro", "2", "--warm-up", "5", *more]
        subprocess.run(command, cwd=TRAINING, check=True, stdout=subprocess.DEVNULL)
        lines = (folder / run / "log.jsonl").read_text().splitlines()
        return [json.loads(line)["loss"] for line in lines]

    def test_learns_and_goes_on_where_it_stopped(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            packed(folder / "packed", 64)
            whole = self.train(folder, "whole", "--steps", "30")
            self.train(folder, "parts", "--steps", "12")
            parts = self.train(folder, "parts", "--steps", "30")
            self.assertEqual(len(parts), 30)
            for one, two in zip(whole, parts, strict=True):
                self.assertAlmostEqual(one, two, places=3)
            self.assertLess(whole[-1], whole[0] / 2)
            finished = self.train(folder, "parts", "--decay", "6", "--bfloat16")
            self.assertEqual(len(finished), 36)
            self.assertLess(finished[-1], whole[0] / 2)
            self.assertTrue((folder / "parts" / "final.pt").exists())


if __name__ == "__main__":
    unittest.main()

"""Trains the network on packed blocks, from a checkpoint if there is one.

    python training/train.py --packed packed --run run --minutes 120
    python training/train.py --packed packed --run run --minutes 30 --decay 300

The first form goes on at the full rate and leaves a checkpoint every few minutes, and where it is told to end; it is
taken up from there. The second finishes: it lets the rate fall to nothing within so many steps, and writes
`final.pt`. Runs on a GPU where there is one, else on the CPU's cores.
"""

from __future__ import annotations

import argparse
import json
import signal
import time
from pathlib import Path

import torch

from network.blocks import Blocks
from network.decoder import Decoder
from network.muon import Muon
from network.schedule import rate
from network.shape import Shape


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packed", type=Path, nargs="+", required=True, help="folders of pack.py")
    parser.add_argument("--run", type=Path, required=True, help="folder of checkpoints and of the log")
    parser.add_argument("--shape", type=Path, help="shape.json (default: that of the model that ships)")
    parser.add_argument("--from", dest="base", type=Path, help="weights to begin with (import_gguf.py)")
    parser.add_argument("--minutes", type=float, default=120, help="most minutes")
    parser.add_argument("--steps", type=int, help="step to stop at")
    parser.add_argument("--decay", type=int, help="finish within so many steps from here")
    parser.add_argument("--batch", type=int, default=16, help="blocks of a step")
    parser.add_argument("--micro", type=int, default=8, help="blocks that are evaluated at once")
    parser.add_argument("--drills", type=int, default=0, help="blocks of a step that are drills in copying")
    parser.add_argument("--rate", type=float, default=6e-3, help="of matrices; embeddings have the same")
    parser.add_argument("--warm-up", type=int, default=60)
    parser.add_argument("--weight-decay", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-minutes", type=float, default=5)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--bfloat16", action="store_true", help="multiply so on a CPU that can, as GPUs always do")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    options.run.mkdir(parents=True, exist_ok=True)

    shape = Shape.load(options.shape) if options.shape else Shape()
    shape.save(options.run / "shape.json")
    model = Decoder(shape)
    if options.base:
        model.load_state_dict(torch.load(options.base, weights_only=True))
    model.to(device)
    optimizers = make_optimizers(model, options.rate, options.weight_decay)
    blocks = Blocks(options.packed, options.seed)
    checkpoint = options.run / "checkpoint.pt"
    step, seen = load(checkpoint, model, optimizers) if checkpoint.exists() else (0, 0)
    decay_from = step if options.decay else None
    last = step + options.decay if options.decay else options.steps
    loss_of = torch.compile(model.loss) if options.compile else model.loss
    print(f"{sum(p.numel() for p in model.parameters()):,} weights on {device}, from step {step}", flush=True)

    stopping: list[int] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, _: stopping.append(number))
    started = saved = time.monotonic()
    with (options.run / "log.jsonl").open("a") as log:
        while not stopping and (last is None or step < last) and time.monotonic() - started < options.minutes * 60:
            begun = time.monotonic()
            share = rate(step, warm_up=options.warm_up, decay_from=decay_from, decay=options.decay or 1)
            tokens, targets = blocks.batch(step, options.batch, options.drills)
            parts = options.batch // options.micro
            total = 0.0
            for part in range(parts):
                chosen = slice(part * options.micro, (part + 1) * options.micro)
                with torch.autocast(device, torch.bfloat16, enabled=device == "cuda" or options.bfloat16):
                    loss = loss_of(tokens[chosen].to(device), targets[chosen].to(device)) / parts
                loss.backward()
                total += loss.item()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for optimizer in optimizers:
                for group in optimizer.param_groups:
                    group["lr"] = options.rate * group["share"] * share
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            step += 1
            seen += tokens.numel()
            seconds = time.monotonic() - begun
            entry = {"step": step, "tokens": seen, "loss": round(total, 4), "rate": round(share, 4)}
            log.write(json.dumps({**entry, "seconds": round(seconds, 2)}) + "\n")
            log.flush()
            if time.monotonic() - saved > options.save_minutes * 60:
                save(checkpoint, model, optimizers, step, seen)
                saved = time.monotonic()
    save(checkpoint, model, optimizers, step, seen)
    if options.decay and step == last:
        torch.save(model.state_dict(), options.run / "final.pt")
    print(f"step {step}, {seen:,} tokens", flush=True)


def make_optimizers(model: Decoder, full_rate: float, weight_decay: float) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the blocks, AdamW for the embedding and the norms."""
    matrices = [p for p in model.blocks.parameters() if p.ndim == 2]
    norms = [p for p in model.parameters() if p.ndim == 1]
    embedding = [model.embedding.weight]
    muon = Muon(matrices, lr=full_rate, weight_decay=weight_decay)
    adam = torch.optim.AdamW(
        [{"params": embedding, "share": 1.0}, {"params": norms, "share": 0.5}],
        lr=full_rate,
        betas=(0.9, 0.95),
        weight_decay=0.0,
    )
    for group in muon.param_groups:
        group["share"] = 1.0
    return [muon, adam]


def save(file: Path, model: Decoder, optimizers: list[torch.optim.Optimizer], step: int, seen: int) -> None:
    """Writes beside and renames, so that an end in the middle of it leaves the last one."""
    part = file.with_suffix(".part")
    torch.save(
        {
            "model": model.state_dict(),
            "optimizers": [one.state_dict() for one in optimizers],
            "step": step,
            "seen": seen,
        },
        part,
    )
    part.replace(file)


def load(file: Path, model: Decoder, optimizers: list[torch.optim.Optimizer]) -> tuple[int, int]:
    state = torch.load(file, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    for optimizer, one in zip(optimizers, state["optimizers"], strict=True):
        optimizer.load_state_dict(one)
    return state["step"], state["seen"]


if __name__ == "__main__":
    main()

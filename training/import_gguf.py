"""Takes weights, shape and vocabulary from a GGUF file, so that its training can go on with holes to fill in.

    python training/import_gguf.py --model SmolLM2-135M.gguf --out base
    python training/pack.py --tokenizer base/tokenizer.json …
    python training/train.py --from base/weights.pt --shape base/shape.json --rate 5e-4 …

Knows files of llama.cpp's `llama` (SmolLM2's) and `qwen3` that share embedding and output. Weights are made whole again
from whatever they are quantised to. Control tokens of the file that its text does not use take the markers' names.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import gguf
import torch
from gguf.quants import dequantize
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from examples import markers
from export import rotated_heads, weight_name
from network.rotary_order import to_halves
from network.shape import Shape
from train_tokenizer import qwen2_split

# Markers that a vocabulary may spell in another way.
ALIASES = {
    markers.REPOSITORY: ("<repo_name>", "<reponame>"),
    markers.FILE: ("<file_sep>", "<filename>"),
    markers.PREFIX: ("<fim_prefix>",),
    markers.SUFFIX: ("<fim_suffix>",),
    markers.MIDDLE: ("<fim_middle>",),
    markers.PAD: ("<fim_pad>",),
}
# Control tokens that mean something else to the sidecar, so that none of them becomes a marker.
KEPT = ("<|im_start|>", "<|im_end|>")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="GGUF file")
    parser.add_argument("--context", type=int, default=1024, help="tokens of a block to train on")
    parser.add_argument("--out", type=Path, required=True, help="folder")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    reader = gguf.GGUFReader(options.model)
    shape = shape_of(reader, options.context)
    shape.save(options.out / "shape.json")
    torch.save(weights_of(reader, shape), options.out / "weights.pt")
    tokenizer = tokenizer_of(reader)
    (options.out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False))
    print(f"{shape}\nmarkers: {[one['content'] for one in tokenizer['added_tokens']]}")


def shape_of(reader: gguf.GGUFReader, context: int) -> Shape:
    """@param context tokens that are to be trained on, which the file may exceed"""
    name = str(_field(reader, "general.architecture"))
    if name not in ("llama", "qwen3"):
        raise SystemExit(f"A file of the architecture {name} cannot be gone on from: llama and qwen3 can.")

    def number(key: str) -> float:
        return _field(reader, f"{name}.{key}")

    heads = int(number("attention.head_count"))
    hidden = int(number("embedding_length"))
    length = reader.get_field(f"{name}.attention.key_length")
    return Shape(
        architecture=name,
        pre_tokenizer=str(_field(reader, "tokenizer.ggml.pre")),
        vocabulary=len(_field(reader, "tokenizer.ggml.tokens")),
        hidden=hidden,
        layers=int(number("block_count")),
        heads=heads,
        kv_heads=int(number("attention.head_count_kv")),
        head_length=int(length.contents()) if length else hidden // heads,
        feed_forward=int(number("feed_forward_length")),
        context=context,
        rope_base=float(number("rope.freq_base")),
        norm_epsilon=float(f"{number('attention.layer_norm_rms_epsilon'):.6g}"),
    )


def weights_of(reader: gguf.GGUFReader, shape: Shape) -> dict[str, torch.Tensor]:
    """The state of a Decoder of that shape."""
    state = {}
    for tensor in reader.tensors:
        name = weight_name(tensor.name)
        size = [int(length) for length in reversed(tensor.shape)]
        value = torch.from_numpy(dequantize(tensor.data, tensor.tensor_type).reshape(size).copy())
        heads = rotated_heads(tensor.name, shape)
        state[name] = to_halves(value, heads) if heads else value
    return state


def tokenizer_of(reader: gguf.GGUFReader) -> dict[str, object]:
    """A tokenizer.json of the file's byte pairs, with the markers among its control tokens."""
    tokens: list[str] = _field(reader, "tokenizer.ggml.tokens")
    kinds: list[int] = _field(reader, "tokenizer.ggml.token_type")
    merges = [tuple(pair.split(" ")) for pair in _field(reader, "tokenizer.ggml.merges")]
    control = [index for index, kind in enumerate(kinds) if kind == gguf.TokenType.CONTROL]
    names = markers_among([tokens[index] for index in control])
    for index, name in zip(control, names, strict=True):
        tokens[index] = name
    tokenizer = Tokenizer(models.BPE({token: index for index, token in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = pre_tokenizer(str(_field(reader, "tokenizer.ggml.pre")))
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(names)
    return json.loads(tokenizer.to_str())


def markers_among(control: list[str]) -> list[str]:
    """The control tokens with every marker among them: by its own name, by another spelling, or in a spare one's place."""
    names = list(control)
    missing = []
    for marker in markers.CONTROL:
        known = next((name for name in (marker, *ALIASES.get(marker, ())) if name in names), None)
        if known is None:
            missing.append(marker)
        else:
            names[names.index(known)] = marker
    spare = [index for index, name in enumerate(names) if name not in (*markers.CONTROL, *KEPT)]
    if len(spare) < len(missing):
        raise SystemExit(f"The vocabulary has {len(spare)} control tokens to spare; {len(missing)} markers need one.")
    for index, marker in zip(spare, missing):
        names[index] = marker
    return names


def pre_tokenizer(name: str) -> pre_tokenizers.PreTokenizer:
    """How llama.cpp splits a text by that name (its `llm_tokenizer_bpe`)."""
    if name == "smollm":
        return pre_tokenizers.Sequence(
            [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
        )
    if name == "qwen2":
        return qwen2_split()
    raise SystemExit(f"How {name} splits a text is not known here: smollm and qwen2 are.")


def _field(reader: gguf.GGUFReader, key: str) -> object:
    field = reader.get_field(key)
    if field is None:
        raise SystemExit(f"The file says nothing of {key}.")
    return field.contents()


if __name__ == "__main__":
    main()

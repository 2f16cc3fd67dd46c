"""Writes trained weights as a GGUF file that llama.cpp and node-llama-cpp load unchanged.

    python training/export.py --weights run/final.pt --shape run/shape.json --tokenizer tokenizer.json \\
        --type Q8_0 --out tokoscope-code.gguf

Prints the file's size and SHA-256, which the model card and the sidecar's registry carry.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import gguf
import numpy as np
import torch
from gguf.quants import quantize

from examples import markers
from network.rotary_order import to_neighbours
from network.shape import Shape

# How the sidecar asks the model: it knows FIM-SE by two markers of the vocabulary, which have other names where the
# model is to be asked as Qwen2.5-Coder is (see sidecar/fim/formats).
FORMATS = {
    "qwen": {markers.LINE_START: "<|line_start|>", markers.LINE_END: "<|line_end|>"},
    "fim-se": {},
}

OUTER_NAMES = {"embedding.weight": "token_embd.weight", "norm.weight": "output_norm.weight"}
# Of the weights of a block, without its number.
NAMES = {
    "attention_norm.weight": "attn_norm.weight",
    "attention.query.weight": "attn_q.weight",
    "attention.key.weight": "attn_k.weight",
    "attention.value.weight": "attn_v.weight",
    "attention.output.weight": "attn_output.weight",
    "attention.query_norm.weight": "attn_q_norm.weight",
    "attention.key_norm.weight": "attn_k_norm.weight",
    "feed_forward_norm.weight": "ffn_norm.weight",
    "feed_forward.gate.weight": "ffn_gate.weight",
    "feed_forward.up.weight": "ffn_up.weight",
    "feed_forward.down.weight": "ffn_down.weight",
}
TYPES = {
    "F32": gguf.GGMLQuantizationType.F32,
    "F16": gguf.GGMLQuantizationType.F16,
    "Q8_0": gguf.GGMLQuantizationType.Q8_0,
    "Q5_0": gguf.GGMLQuantizationType.Q5_0,
    "Q4_0": gguf.GGMLQuantizationType.Q4_0,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="final.pt, or a checkpoint")
    parser.add_argument("--shape", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--type", choices=TYPES, default="Q8_0")
    parser.add_argument("--format", choices=FORMATS, default="qwen", help="how the sidecar asks it to fill in")
    parser.add_argument("--name", default="Tokoscope Code")
    parser.add_argument("--licence", default="MIT", help="SPDX's name: that of the weights it began with, if any")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    state = torch.load(options.weights, map_location="cpu", weights_only=True)
    export(
        state.get("model", state),
        Shape.load(options.shape),
        json.loads(options.tokenizer.read_text()),
        options.type,
        options.format,
        options.name,
        options.out,
        options.licence,
    )
    data = options.out.read_bytes()
    print(f"{options.out}: {len(data):,} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


def export(
    state: dict[str, torch.Tensor],
    shape: Shape,
    tokenizer: dict[str, object],
    quantisation: str,
    fim: str,
    name: str,
    out: Path,
    licence: str = "MIT",
) -> None:
    """Writes one file. Matrices get the type asked for; norms stay as they are (llama.cpp wants them so)."""
    writer = gguf.GGUFWriter(out, shape.architecture)
    writer.add_name(name)
    writer.add_license(licence)
    writer.add_file_type(_file_type(quantisation))
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.hidden)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_key_length(shape.head_length)
    writer.add_value_length(shape.head_length)
    writer.add_rope_dimension_count(shape.head_length)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_layer_norm_rms_eps(shape.norm_epsilon)
    add_vocabulary(writer, tokenizer, FORMATS[fim], shape.pre_tokenizer)
    for key, tensor in state.items():
        target = tensor_name(key)
        heads = rotated_heads(target, shape)
        if heads:
            tensor = to_neighbours(tensor, heads)
        data = tensor.float().contiguous().numpy()
        kind = TYPES["F32"] if data.ndim == 1 else TYPES[quantisation]
        writer.add_tensor(target, quantize(data, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def tensor_name(key: str) -> str:
    """The name that llama.cpp has for a weight of network/decoder.py."""
    if key in OUTER_NAMES:
        return OUTER_NAMES[key]
    _, number, rest = key.split(".", 2)
    return f"blk.{number}.{NAMES[rest]}"


def weight_name(tensor: str) -> str:
    """The weight of network/decoder.py that llama.cpp has by that name."""
    for ours, theirs in OUTER_NAMES.items():
        if tensor == theirs:
            return ours
    for ours, theirs in NAMES.items():
        if tensor.startswith("blk.") and tensor.endswith(f".{theirs}"):
            return f"blocks.{tensor.split('.')[1]}.{ours}"
    raise SystemExit(f"The network has no place for {tensor}.")


def rotated_heads(tensor: str, shape: Shape) -> int | None:
    """How many heads a weight has whose rows llama.cpp's `llama` keeps in another order; nothing for all others."""
    if shape.architecture != "llama":
        return None
    if tensor.endswith(".attn_q.weight"):
        return shape.heads
    return shape.kv_heads if tensor.endswith(".attn_k.weight") else None


def add_vocabulary(
    writer: gguf.GGUFWriter, tokenizer: dict[str, object], renamed: dict[str, str], pre_tokenizer: str
) -> None:
    """The tokens, their kinds and the merges of a tokenizer.json of train_tokenizer.py."""
    model = tokenizer["model"]
    ids = dict(model["vocab"])
    control = {one["content"]: one["id"] for one in tokenizer["added_tokens"]}
    ids.update(control)
    tokens = [token for token, _ in sorted(ids.items(), key=lambda pair: pair[1])]
    assert [ids[token] for token in tokens] == list(range(len(tokens)))
    kinds = [gguf.TokenType.CONTROL if token in control else gguf.TokenType.NORMAL for token in tokens]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre_tokenizer)
    writer.add_token_list([renamed.get(token, token) for token in tokens])
    writer.add_token_types(kinds)
    writer.add_token_merges([pair if isinstance(pair, str) else " ".join(pair) for pair in model["merges"]])
    writer.add_add_bos_token(False)
    writer.add_bos_token_id(control[markers.END_OF_TEXT])
    writer.add_eos_token_id(control[markers.END_OF_TEXT])
    writer.add_pad_token_id(control[markers.PAD])
    writer.add_uint32("tokenizer.ggml.fim_pre_token_id", control[markers.PREFIX])
    writer.add_uint32("tokenizer.ggml.fim_mid_token_id", control[markers.MIDDLE])
    writer.add_uint32("tokenizer.ggml.fim_suf_token_id", control[markers.SUFFIX])
    writer.add_uint32("tokenizer.ggml.fim_pad_token_id", control[markers.PAD])
    writer.add_uint32("tokenizer.ggml.fim_rep_token_id", control[markers.REPOSITORY])
    writer.add_uint32("tokenizer.ggml.fim_sep_token_id", control[markers.FILE])


def _file_type(quantisation: str) -> int:
    names = {"F32": "ALL_F32", "F16": "MOSTLY_F16"}
    return int(gguf.LlamaFileType[names.get(quantisation, f"MOSTLY_{quantisation}")])


if __name__ == "__main__":
    main()

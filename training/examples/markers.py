"""The control tokens of the vocabulary, spelled as Qwen2.5-Coder spells them so that existing tools know them."""

END_OF_TEXT = "<|endoftext|>"
PREFIX = "<|fim_prefix|>"
MIDDLE = "<|fim_middle|>"
SUFFIX = "<|fim_suffix|>"
PAD = "<|fim_pad|>"
REPOSITORY = "<|repo_name|>"
FILE = "<|file_sep|>"
# FIM-SE (arXiv 2405.17103): the beginning of the answer's first line, and the end of its last.
LINE_START = "<|fim_start|>"
LINE_END = "<|fim_end|>"
# Stands where a token is to be predicted together with those before it (several tokens a step).
MASK = "<|mask|>"

CONTROL = (
    END_OF_TEXT,
    PREFIX,
    MIDDLE,
    SUFFIX,
    PAD,
    REPOSITORY,
    FILE,
    LINE_START,
    LINE_END,
    MASK,
)

"""The corpus builder: permissively licensed code from packages and toolchains, filtered and deduplicated.

`build_corpus.py` beside this package is its command. Standard library only.
"""

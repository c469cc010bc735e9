"""The policy pack: every number, rank, list, word and legal source, as data with dates.

`loader.load_book()` reads the TOML files of a folder once and checks them; `as_of(date)` gives the frozen
Policy of a day. `entries.py` holds what a policy is made of, `pack.py` the questions it answers,
`validator.py` the shape an entry must have, `tables.py`, `matching.py` and `building.py` the way from files
to objects, `wording.py` the words and single numbers, `whole.py` what must hold between them.
"""

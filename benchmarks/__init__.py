"""Measurements on made-up forces of the size of a large one, by `make bench`. None is part of Fairlead."""

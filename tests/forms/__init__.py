"""Tests of the forms: shape of input, without pages."""

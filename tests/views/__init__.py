"""Tests of the pages, through the whole application."""

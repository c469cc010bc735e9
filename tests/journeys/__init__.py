"""Journeys through the pages in a real browser, by several people in turn."""

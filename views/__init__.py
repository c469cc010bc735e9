"""Blueprints, a file per subject. A view: load, permit, form, service, commit, redirect."""

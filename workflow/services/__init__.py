"""What people do: take_step() and one function for every other act, a file per subject.

A service locks the case, checks permission, staleness and findings inside the lock, changes rows, appends
events, flushes, and never commits. `now` is passed in.
"""

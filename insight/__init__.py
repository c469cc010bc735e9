"""The read side: work lists, pages of a case, the ledger's verification. Nothing here writes."""

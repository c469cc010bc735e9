"""WTForms: shape of input only. Choices are handed in by views; no form queries or decides."""

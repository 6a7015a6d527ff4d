"""A verifier of receipts and bundles, written from docs/record-format.md alone.

It shares no code with the programs that make them, so that it shows whether the
document says enough. Section numbers in comments are those of that document.
"""

"""What an entry is: keys, signed and sealed bytes, order, folding, proofs (docs/spec/record.md).

Pure: values in, values out. No input or output, no clock, and randomness only where a key is made
or a key is sealed, inside the cryptographic library.
"""

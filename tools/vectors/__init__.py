"""What the vectors of docs/spec/vectors/ are made of; `make_record_vectors.py` writes them."""

"""What benchmarks/engine.py compares: one corpus and one set of questions, put to this engine and to its peers."""

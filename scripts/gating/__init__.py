"""What `scripts/eval_gate.py` runs: suites of annotated documents, and the scores of earlier commits."""

"""How well the program's JSON agrees with annotations made by hand; `scripts/eval_gate.py` holds it to floors."""

"""Measurements of obsite, alone and beside other tools. `docs/speed.md` tells how to read them."""

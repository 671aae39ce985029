"""One module for each stage that pipeline.py names: how it is done with what lies below."""

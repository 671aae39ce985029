"""obsite: a static site generator for newsletters and observatory reports."""

__version__ = "0.1.0"

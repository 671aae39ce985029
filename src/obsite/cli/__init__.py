"""The command line: read arguments, call the pipeline, print, exit. No rules live here."""

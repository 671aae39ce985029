"""Sites that `obsite init` copies into an empty folder, to be read and then written over."""

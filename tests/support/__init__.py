"""What tests of whole sites share."""

"""Titles of sections: for each the first statement whose condition holds."""

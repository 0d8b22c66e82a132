"""Every way to change something: one function an act, each with who and an entry in the log.

Pages and commands change the store by these functions alone.
"""

"""The ground of the house: messages, issues, networks, channels. Imports nothing above it."""

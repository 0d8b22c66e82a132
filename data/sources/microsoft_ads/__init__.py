"""Microsoft Advertising: exports."""

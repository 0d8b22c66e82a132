"""The checks of the UTM audit; each module declares one ``CHECK``."""

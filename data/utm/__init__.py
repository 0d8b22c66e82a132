"""UTM rules: corrections of collected tags, and custom channels."""

"""What marketing costs and is worth: costs, margins, currencies. Values only; kept by the store."""

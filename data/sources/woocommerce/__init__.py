"""WooCommerce: exports."""

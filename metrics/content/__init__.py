"""Posts: what they brought, how they grew, when they do well."""

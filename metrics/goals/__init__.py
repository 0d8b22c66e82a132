"""S.M.A.R.T. goals: what is wanted by when, and how far it has come."""

"""S.M.A.R.T. goals: targets with a deadline, their progress and forecast."""

"""Goal forecasting: the likelihood of reaching a goal, from the goal's own history.

Everything is counted per unit of exposure: a week of usual weekdays for totals, a session for
rates. One recent level, its uncertainty and its backtest over past weeks serve every kind of goal.
"""

"""The rows that every figure is made of, with corrections applied and costs spread over days."""

"""Charts as Plotly specifications (plain dicts); drawing them is `ui.components.chart`'s job."""

"""Components of the pages: KPI cards, charts, tables, forms, banners."""

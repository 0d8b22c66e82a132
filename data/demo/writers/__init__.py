"""One module per export: how a network, an ad platform or a CRM writes its file."""

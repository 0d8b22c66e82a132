"""Demo export writers, one module per export of a network, an ad platform or a CRM."""

"""Letters to a print provider and its receipts: ZIP and XML in two folders, held to the schema `druck.xsd`."""

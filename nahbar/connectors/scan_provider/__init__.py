"""The scan provider: batches in, receipts and holds out, records of destruction; by files in a folder."""

"""Wohngeldgesetz: rent, income, the formula of § 19 and who is excluded."""

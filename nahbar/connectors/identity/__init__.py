"""Who somebody is, said by an identity provider: OpenID Connect (the BundID stands behind a broker that speaks it)."""

-- What create_all takes for granted.
CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

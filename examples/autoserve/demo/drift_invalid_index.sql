-- An index that a failed CREATE INDEX CONCURRENTLY left behind: there, of the right name, and invalid.
-- Not in drift.sql, because it cannot run in a transaction and because it ends with an error; the error is the point.
DROP INDEX ix_vehicles_next_inspection_on;
CREATE UNIQUE INDEX CONCURRENTLY ix_vehicles_next_inspection_on ON vehicles ((next_inspection_on IS NULL));

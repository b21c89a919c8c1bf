CREATE TABLE t (
  status text NOT NULL CHECK (status IN ('open', 'closed')),
  a int, b int,
  start_at timestamptz, end_at timestamptz,
  CHECK (a > 0 AND (b > 0 OR b IS NULL)),
  CONSTRAINT not_inherited CHECK (a < 100) NO INHERIT,
  CONSTRAINT period CHECK (end_at > start_at),
  CHECK (length(status) > 2),
  CHECK (status ~ '^[a-z]+$'),
  CHECK (a BETWEEN 1 AND 10),
  CHECK (a = ANY (ARRAY[1, 2, 3])),
  CHECK (CASE WHEN a > 1 THEN b > 1 ELSE true END)
);
ALTER TABLE t ADD CONSTRAINT later CHECK (b <> 13) NOT VALID;
ALTER TABLE t ADD CONSTRAINT validated_later CHECK (b <> 14) NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT validated_later;

CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE t (
  s state NOT NULL DEFAULT 'open',
  n text DEFAULT 'open' CHECK (n <> 'open'),
  CONSTRAINT c1 CHECK (s <> 'open'::state), CONSTRAINT c2 CHECK (s IN ('open', 'done')), CONSTRAINT c3 CHECK (n = 'open' OR s = 'open')
);
CREATE INDEX i ON t (n) WHERE s = 'open';
ALTER TYPE state RENAME VALUE 'open' TO 'in progress';

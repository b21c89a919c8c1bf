CREATE TABLE t (a int, b int, c int, d int, CHECK (a > b), UNIQUE (a, c), CONSTRAINT keep CHECK (c > 0));
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (b, a);
CREATE INDEX i3 ON t ((a + 1));
CREATE INDEX i4 ON t (b) WHERE a > 0;
CREATE INDEX i5 ON t (b) INCLUDE (a);
CREATE INDEX i6 ON t (b);
COMMENT ON COLUMN t.a IS 'goes';
ALTER TABLE t DROP COLUMN a;

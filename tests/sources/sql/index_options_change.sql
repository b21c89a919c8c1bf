CREATE TABLE t (a int, b text);
CREATE INDEX i ON t (a) WITH (fillfactor = 70);
ALTER INDEX i SET (fillfactor = 80, deduplicate_items = off);
ALTER INDEX i RESET (deduplicate_items);
CREATE INDEX j ON t USING gin (to_tsvector('english', b)) WITH (fastupdate = off);

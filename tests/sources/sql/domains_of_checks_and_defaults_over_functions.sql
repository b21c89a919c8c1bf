CREATE FUNCTION is_ok(x int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT x > 0';
CREATE TABLE t (a int CHECK (is_ok(a)), b int DEFAULT length('abc'), CHECK (is_ok(b) AND public.is_ok(a)));

CREATE TABLE t (id serial PRIMARY KEY, a bigserial, b smallserial NOT NULL, c serial4 UNIQUE);

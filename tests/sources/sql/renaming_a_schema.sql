CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('a');
CREATE TABLE app.t (id int PRIMARY KEY, m app.mood);
CREATE TABLE u (t int REFERENCES app.t);
ALTER SCHEMA app RENAME TO core;

-- What create_all takes for granted.
CREATE EXTENSION citext;
CREATE EXTENSION hstore;

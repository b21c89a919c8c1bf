-- What create_all takes for granted.
CREATE SCHEMA types;
CREATE TYPE not_created AS ENUM ('e1', 'e2');

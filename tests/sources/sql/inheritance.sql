CREATE TABLE animal (id serial PRIMARY KEY, name text NOT NULL DEFAULT 'x', legs int CHECK (legs >= 0));
CREATE TABLE dog (breed text) INHERITS (animal);
CREATE TABLE cat (id int, lives int, legs int DEFAULT 4) INHERITS (animal);
CREATE TABLE stray (LIKE dog);
ALTER TABLE animal ADD COLUMN age int;
CREATE TABLE bird (id int NOT NULL, name text NOT NULL, legs int, age int, CONSTRAINT animal_legs_check CHECK (legs >= 0));

CREATE TABLE a (x int, y int, z int, PRIMARY KEY (x, y), UNIQUE (y, z), CHECK (x > y), CHECK (z > 0), CHECK (1 > 0));
CREATE TABLE b (x int, y int, FOREIGN KEY (x, y) REFERENCES a, FOREIGN KEY (y, x) REFERENCES a (y, z));

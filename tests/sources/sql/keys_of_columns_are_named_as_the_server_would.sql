CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, age int CHECK (age > 0), name text NOT NULL UNIQUE);
CREATE TABLE posts (id int PRIMARY KEY, author int REFERENCES users, editor int NOT NULL REFERENCES users (id) ON DELETE CASCADE);

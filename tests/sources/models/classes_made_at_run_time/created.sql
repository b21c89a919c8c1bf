-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE songs (
    id SERIAL NOT NULL,
    note VARCHAR(77),
    PRIMARY KEY (id)
);

CREATE TABLE access_log (
    id SERIAL NOT NULL,
    line VARCHAR(400) NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE error_log (
    id SERIAL NOT NULL,
    line VARCHAR(4000) NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE plain_of_mixins (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE annotated_of_mixins (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE films (
    id SERIAL NOT NULL,
    title VARCHAR(60) NOT NULL,
    song_id INTEGER,
    release_year INTEGER,
    extra_a INTEGER,
    extra_b INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(song_id) REFERENCES songs (id)
);

CREATE INDEX ix_films_extra_b ON films (extra_b);

CREATE INDEX ix_films_title ON films (title);

CREATE TABLE songs_tags (
    id SERIAL NOT NULL,
    owner_id INTEGER NOT NULL,
    tag VARCHAR(30),
    PRIMARY KEY (id),
    FOREIGN KEY(owner_id) REFERENCES songs (id) ON DELETE CASCADE
);

CREATE TABLE films_tags (
    id SERIAL NOT NULL,
    owner_id INTEGER NOT NULL,
    tag VARCHAR(30),
    weight INTEGER DEFAULT '1',
    PRIMARY KEY (id),
    FOREIGN KEY(owner_id) REFERENCES films (id) ON DELETE CASCADE
);


-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE author (
    id SERIAL NOT NULL,
    CONSTRAINT author_pk PRIMARY KEY (id)
);

CREATE TABLE letter (
    id SERIAL NOT NULL,
    CONSTRAINT letter_pk PRIMARY KEY (id)
);

CREATE TABLE stamp (
    id SERIAL NOT NULL,
    letter_id INTEGER,
    CONSTRAINT stamp_pk PRIMARY KEY (id),
    CONSTRAINT stamp_letter_id_to FOREIGN KEY(letter_id) REFERENCES letter (id)
);

CREATE TABLE visit (
    id SERIAL NOT NULL,
    CONSTRAINT visit_pk PRIMARY KEY (id)
);

CREATE TABLE hidden (
    n SERIAL NOT NULL,
    CONSTRAINT hidden_pk PRIMARY KEY (n)
);

CREATE TABLE letters_by_visit (
    visit_id INTEGER NOT NULL,
    CONSTRAINT letters_by_visit_pk PRIMARY KEY (visit_id),
    CONSTRAINT letters_by_visit_visit_id_to FOREIGN KEY(visit_id) REFERENCES visit (id)
);


-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE articles (
    name VARCHAR(30) NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    previous_id INTEGER,
    id SERIAL NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(previous_id) REFERENCES articles (id)
);

CREATE TABLE tags (
    article_id INTEGER NOT NULL,
    id UUID NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article_id) REFERENCES articles (id)
);


-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE projects (
    id SERIAL NOT NULL,
    name VARCHAR(200),
    CONSTRAINT pk_projects PRIMARY KEY (id),
    CONSTRAINT ck_projects_named CHECK (name <> '')
);

CREATE UNIQUE INDEX ix_projects_name ON projects (name);

CREATE TABLE versions (
    id SERIAL NOT NULL,
    project_id INTEGER,
    CONSTRAINT pk_versions PRIMARY KEY (id),
    CONSTRAINT fk_versions_project_id_projects FOREIGN KEY(project_id) REFERENCES projects (id)
);

CREATE TABLE others (
    id SERIAL NOT NULL,
    code VARCHAR(3),
    CONSTRAINT pk_others PRIMARY KEY (id),
    CONSTRAINT uq_others_code UNIQUE (code)
);


-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE teams (
    code VARCHAR(8) NOT NULL,
    captain_id INTEGER,
    PRIMARY KEY (code)
);

CREATE TABLE players (
    id SERIAL NOT NULL,
    team_code VARCHAR(8) NOT NULL,
    first_team VARCHAR(8),
    loan_team VARCHAR(8),
    PRIMARY KEY (id),
    FOREIGN KEY(team_code) REFERENCES teams (code) ON DELETE CASCADE,
    FOREIGN KEY(first_team) REFERENCES teams (code)
);

ALTER TABLE players ADD CONSTRAINT fk_loan FOREIGN KEY(loan_team) REFERENCES teams (code);

ALTER TABLE teams ADD CONSTRAINT fk_captain FOREIGN KEY(captain_id) REFERENCES players (id);


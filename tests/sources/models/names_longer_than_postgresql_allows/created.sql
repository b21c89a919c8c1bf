-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE a_table_with_quite_a_long_name_for_a_table (
    identifier SERIAL NOT NULL,
    first_column_with_a_long_name VARCHAR,
    second_column_with_a_long_name VARCHAR,
    parent_identifier_of_the_same_table INTEGER,
    CONSTRAINT pk_a_table_with_quite_a_long_name_for_a_table PRIMARY KEY (identifier),
    CONSTRAINT uq_a_table_with_quite_a_long_name_for_a_table_first_col_40a0 UNIQUE (first_column_with_a_long_name, second_column_with_a_long_name),
    CONSTRAINT ck_a_table_with_quite_a_long_name_for_a_table_the_ident_213e CHECK (identifier > 0),
    CONSTRAINT fk_a_table_with_quite_a_long_name_for_a_table_parent_id_bd6b FOREIGN KEY(parent_identifier_of_the_same_table) REFERENCES a_table_with_quite_a_long_name_for_a_table (identifier)
);

CREATE INDEX ix_a_table_with_quite_a_long_name_for_a_table_first_col_4914 ON a_table_with_quite_a_long_name_for_a_table (first_column_with_a_long_name);

CREATE INDEX ix_a_table_with_quite_a_long_name_for_a_table_second_co_186b ON a_table_with_quite_a_long_name_for_a_table (second_column_with_a_long_name, first_column_with_a_long_name);

CREATE TABLE another_table_whose_name_is_long_and_whose_index_gets_longer (
    id SERIAL NOT NULL,
    indexed_column INTEGER,
    unique_indexed_column INTEGER,
    x INTEGER,
    PRIMARY KEY (id)
);

CREATE INDEX ix_another_table_whose_name_is_long_and_whose_index_get_6645 ON another_table_whose_name_is_long_and_whose_index_gets_longer (indexed_column);

CREATE UNIQUE INDEX ix_another_table_whose_name_is_long_and_whose_index_get_b234 ON another_table_whose_name_is_long_and_whose_index_gets_longer (unique_indexed_column);


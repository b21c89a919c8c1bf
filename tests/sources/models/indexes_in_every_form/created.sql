-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE docs (
    id SERIAL NOT NULL,
    a INTEGER NOT NULL,
    b VARCHAR(20) NOT NULL,
    c VARCHAR(20) NOT NULL,
    d VARCHAR(20),
    data JSONB,
    tags VARCHAR[],
    words TSVECTOR,
    at TIMESTAMP WITH TIME ZONE,
    title_text TEXT,
    deleted TIMESTAMP WITHOUT TIME ZONE,
    status VARCHAR(10),
    PRIMARY KEY (id),
    UNIQUE (b)
);

CREATE INDEX "Mixed Case" ON docs (a);

CREATE INDEX CONCURRENTLY ix_concurrently ON docs (at);

CREATE INDEX ix_after_class ON docs (a, at);

CREATE INDEX ix_after_class_expression ON docs (lower(d), a DESC) WHERE a > 5;

CREATE INDEX ix_brin ON docs USING brin (at) WITH (pages_per_range = 32);

CREATE INDEX ix_by_column ON docs (a, title_text);

CREATE INDEX ix_by_name ON docs (a, b);

CREATE INDEX ix_cast ON docs (CAST(a AS VARCHAR));

CREATE UNIQUE INDEX ix_coalesce ON docs (coalesce(d, 'none'));

CREATE INDEX ix_desc ON docs (a DESC);

CREATE INDEX ix_desc_method ON docs (at DESC, a ASC);

CREATE INDEX ix_docs_a ON docs (a);

CREATE UNIQUE INDEX ix_docs_c ON docs (c);

CREATE INDEX ix_expression_and_column ON docs (a, lower(title_text), upper(d) DESC);

CREATE INDEX ix_fillfactor ON docs (a) WITH (fillfactor = 70);

CREATE INDEX ix_gin ON docs USING gin (data);

CREATE INDEX ix_gin_path ON docs USING gin (data jsonb_path_ops);

CREATE INDEX ix_gin_two ON docs USING gin (tags, words);

CREATE INDEX ix_hash ON docs USING hash (a);

CREATE INDEX ix_include ON docs (a) INCLUDE (b, d);

CREATE UNIQUE INDEX ix_include_column ON docs (a) INCLUDE (at);

CREATE INDEX ix_json_path ON docs ((data ->> 'key'));

CREATE INDEX ix_json_text ON docs ((data ->> 'name')) WHERE data ? 'name';

CREATE INDEX ix_labelled ON docs (lower(b) text_pattern_ops);

CREATE INDEX ix_lower ON docs (lower(b));

CREATE INDEX ix_lower_text ON docs (lower(b));

CREATE INDEX ix_nulls ON docs (at DESC NULLS LAST, a ASC NULLS FIRST);

CREATE UNIQUE INDEX ix_nulls_distinct ON docs (d) NULLS NOT DISTINCT;

CREATE INDEX ix_nulls_function ON docs (at DESC NULLS LAST);

CREATE INDEX ix_on_table ON docs (title_text);

CREATE INDEX ix_operator ON docs ((a + 1));

CREATE INDEX ix_ops ON docs (b varchar_pattern_ops);

CREATE INDEX ix_partial_and ON docs (b) WHERE deleted IS NULL AND status = 'open';

CREATE UNIQUE INDEX ix_partial_column ON docs (b) WHERE deleted IS NULL;

CREATE INDEX ix_partial_in ON docs (b) WHERE status IN ('open', 'shut');

CREATE INDEX ix_partial_string ON docs (a) WHERE status = 'open';

CREATE INDEX ix_partial_text ON docs (a) WHERE deleted IS NULL;

CREATE INDEX ix_postgresql_only ON docs (a, at);

CREATE INDEX ix_tsvector_text ON docs USING gin (to_tsvector('simple', title_text));

CREATE UNIQUE INDEX ix_unique ON docs (a, d);


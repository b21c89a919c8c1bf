SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM (
    'sad',
    'ok'
);
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE app.users (
    id integer NOT NULL,
    email character varying(320) NOT NULL,
    mood app.mood DEFAULT 'ok'::app.mood NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_email_check CHECK (((email)::text <> ''::text))
);
CREATE SEQUENCE app.users_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE app.users_id_seq OWNED BY app.users.id;
CREATE TABLE app.posts (
    id bigint NOT NULL,
    author integer
);
ALTER TABLE app.posts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.posts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY app.users ALTER COLUMN id SET DEFAULT nextval('app.users_id_seq'::regclass);
ALTER TABLE ONLY app.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE ONLY app.posts
    ADD CONSTRAINT posts_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX users_email_idx ON app.users USING btree (lower((email)::text));
CREATE INDEX posts_author_idx ON app.posts USING btree (author) WHERE (author IS NOT NULL);
ALTER TABLE ONLY app.posts
    ADD CONSTRAINT posts_author_fkey FOREIGN KEY (author) REFERENCES app.users(id) ON DELETE CASCADE;
COMMENT ON TABLE app.users IS 'people';
CREATE POLICY own ON app.posts USING ((author = 1));
ALTER TABLE app.posts ENABLE ROW LEVEL SECURITY;

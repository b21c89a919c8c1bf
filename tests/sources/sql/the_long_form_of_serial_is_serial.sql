CREATE SEQUENCE t_id_seq;
CREATE TABLE t (id integer NOT NULL DEFAULT nextval('t_id_seq'::regclass));
ALTER SEQUENCE t_id_seq OWNED BY t.id;
CREATE SEQUENCE u_id_seq AS integer START 100;
CREATE TABLE u (id integer NOT NULL DEFAULT nextval('u_id_seq'));
ALTER SEQUENCE u_id_seq OWNED BY public.u.id;

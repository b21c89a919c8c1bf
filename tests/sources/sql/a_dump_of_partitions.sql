SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.m (
    id integer NOT NULL,
    at date NOT NULL
)
PARTITION BY RANGE (at);
CREATE TABLE public.m_1 (
    id integer NOT NULL,
    at date NOT NULL
);
ALTER TABLE ONLY public.m ATTACH PARTITION public.m_1 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
ALTER TABLE ONLY public.m
    ADD CONSTRAINT m_pkey PRIMARY KEY (id, at);
ALTER TABLE ONLY public.m_1
    ADD CONSTRAINT m_1_pkey PRIMARY KEY (id, at);
CREATE INDEX m_id_idx ON ONLY public.m USING btree (id);
CREATE INDEX m_1_id_idx ON public.m_1 USING btree (id);
ALTER INDEX public.m_pkey ATTACH PARTITION public.m_1_pkey;
ALTER INDEX public.m_id_idx ATTACH PARTITION public.m_1_id_idx;

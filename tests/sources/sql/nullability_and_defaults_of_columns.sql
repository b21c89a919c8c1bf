CREATE TABLE t (
  a int NOT NULL DEFAULT 0,
  b text DEFAULT 'it''s' NOT NULL,
  c timestamptz DEFAULT now(),
  d timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  e boolean DEFAULT false,
  f numeric(5,2) DEFAULT (1 + 2) * 3,
  g text[] DEFAULT '{}'::text[],
  h jsonb DEFAULT '{}' NOT NULL,
  i int NULL DEFAULT -5,
  j uuid DEFAULT gen_random_uuid(),
  k text DEFAULT lower('ABC') || 'x', -- a comment, with a comma
  l date DEFAULT ('now'::text)::date /* another */ NOT NULL
);

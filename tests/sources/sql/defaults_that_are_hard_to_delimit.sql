CREATE TABLE t (
  a text DEFAULT 'x' COLLATE "C" NOT NULL,
  b int DEFAULT (5) CHECK (b > (0)),
  c text DEFAULT CASE WHEN true THEN 'a' ELSE 'b' END,
  d text DEFAULT concat('a', 'b', ('c')) UNIQUE,
  e int[] DEFAULT ARRAY[1, 2, 3],
  f timestamptz DEFAULT (now() AT TIME ZONE 'utc'),
  g text DEFAULT $$it's, here$$,
  h interval DEFAULT INTERVAL '1 day',
  i date DEFAULT DATE '2020-01-01' NOT NULL,
  j text DEFAULT E'a\'b,c',
  k int DEFAULT CAST('5' AS int),
  l bool DEFAULT (NOT true),
  m jsonb DEFAULT jsonb_build_object('a', 1, 'b', ARRAY[1, 2]),
  n int DEFAULT -(1 + 2),
  o numeric DEFAULT 1.50,
  p text DEFAULT NULL,
  q bit(3) DEFAULT B'101',
  r timestamptz DEFAULT timezone('utc', now())
);
ALTER TABLE t ALTER a SET DEFAULT ('x' || 'y'), ALTER COLUMN b SET DEFAULT (1 + 2) * 3, ALTER c SET DEFAULT lower('A, B'), ALTER d SET DEFAULT 'x';

-- CREATE TABLE a (id int);
/* CREATE TABLE b (id int); /* nested */ */
CREATE /* odd */ TABLE c ( -- here
  id int /* , x int */ PRIMARY KEY, -- DEFAULT 5
  a int DEFAULT
    5 -- five
  , b text DEFAULT 'a -- b' NOT NULL,
  c int CHECK (
    c > 0 -- positive
    AND c < 10 /* small */
  )
) ;
;
CREATE INDEX i ON c ( -- list
  (a + 1), lower(b) -- expression
) WHERE -- which
  a > 5;

CREATE TABLE t (
  a integer, b bigint, c smallint, d numeric(10,2), e numeric, f varchar(20), g varchar, h char(3), i text,
  j timestamp, k timestamptz(3), l date, m time, n interval day to second(3), o boolean, p bytea, q json, r jsonb, s uuid,
  t inet, u real, v double precision, w float(10), x bit(5), y bit varying(7), z int[], aa text[][], ab "char", ac tsvector,
  ad time with time zone, ae national character varying (5), af interval, ag int4range, ah point, ai money, aj oid, ak xml
);

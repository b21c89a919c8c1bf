-- What create_all takes for granted.
CREATE SCHEMA deep;

-- What create_all takes for granted.
CREATE SCHEMA app;
CREATE SCHEMA audit;
CREATE SCHEMA "With Space";

-- What create_all takes for granted.
CREATE SCHEMA world;
CREATE SCHEMA shop;
CREATE SCHEMA tenant;
CREATE SCHEMA third;
CREATE SCHEMA first;

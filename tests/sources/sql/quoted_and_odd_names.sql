CREATE SCHEMA "My App";
CREATE TABLE "My App"."Order" ("user" int PRIMARY KEY, "A b" text UNIQUE, "ünï" int CHECK ("ünï" > 0), CONSTRAINT "c-d" CHECK ("A b" <> '"user"'));
CREATE TABLE "select" ("from" int REFERENCES "My App"."Order");
CREATE INDEX "I-1" ON "My App"."Order" ("A b" DESC);
ALTER TABLE "My App"."Order" RENAME COLUMN "A b" TO "C d";
CREATE TABLE UPPER (ID int, Name text);
CREATE TABLE U&"\0441\043B\043E\043D" (id int);

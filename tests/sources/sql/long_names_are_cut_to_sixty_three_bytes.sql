CREATE TABLE a_table_with_a_very_long_name_that_goes_on_and_on (
  a_column_with_a_very_long_name_that_goes_on_and_on int UNIQUE CHECK (a_column_with_a_very_long_name_that_goes_on_and_on > 0),
  another_column_with_a_name_that_is_much_longer_than_the_limit_of_sixty_three_bytes int
);
CREATE INDEX ON a_table_with_a_very_long_name_that_goes_on_and_on (a_column_with_a_very_long_name_that_goes_on_and_on, lower('x' || a_column_with_a_very_long_name_that_goes_on_and_on::text));
CREATE TABLE übergrößenträgeränderungsschneidereiüberprüfungsämter (schlüssel int PRIMARY KEY, wärme int CHECK (wärme > 0));

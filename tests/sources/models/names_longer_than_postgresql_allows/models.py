"""Convention names are cut with a hash; names that people gave go through if they fit, with conv() too."""
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, String, Table, UniqueConstraint

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Table(
    "a_table_with_quite_a_long_name_for_a_table", metadata,
    Column("identifier", Integer, primary_key=True),
    Column("first_column_with_a_long_name", String, index=True),
    Column("second_column_with_a_long_name", String),
    Column("parent_identifier_of_the_same_table", ForeignKey("a_table_with_quite_a_long_name_for_a_table.identifier")),
    UniqueConstraint("first_column_with_a_long_name", "second_column_with_a_long_name"),
    CheckConstraint("identifier > 0", name="the_identifier_is_a_positive_number_at_all_times"),
    Index(None, "second_column_with_a_long_name", "first_column_with_a_long_name"),
)

plain = MetaData()

Table(
    "another_table_whose_name_is_long_and_whose_index_gets_longer", plain,
    Column("id", Integer, primary_key=True),
    Column("indexed_column", Integer, index=True),
    Column("unique_indexed_column", Integer, index=True, unique=True),
    Column("x", Integer),
)

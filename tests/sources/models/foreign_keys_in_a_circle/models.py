"""Two tables that need each other: use_alter, and types that travel along keys."""
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    captain_id: Mapped[int | None] = mapped_column(ForeignKey("players.id", name="fk_captain", use_alter=True))
    captain: Mapped["Player | None"] = relationship(foreign_keys=captain_id, post_update=True)


class Player(Base):
    __tablename__ = "players"

    id: Mapped[int] = mapped_column(primary_key=True)
    # the annotation says str, the length comes from nowhere: a type from an annotation beats the key's
    team_code: Mapped[str] = mapped_column(ForeignKey("teams.code", ondelete="CASCADE"))
    # no annotation: the type is the referenced column's
    first_team = mapped_column(ForeignKey("teams.code"), nullable=True)
    loan_team = mapped_column(ForeignKey("teams.code", use_alter=True, name="fk_loan"))

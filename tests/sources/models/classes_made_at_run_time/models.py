"""type(), a class in a function, setattr, attributes after the class, and a class decorator."""
from sqlalchemy import Column, ForeignKey, Index, Integer, String
from sqlalchemy.orm import declarative_base, declared_attr, relationship

Base = declarative_base()


def make_tag(owner):
    return type(
        f"{owner.__name__}Tag",
        (Base,),
        {
            "__tablename__": f"{owner.__tablename__}_tags",
            "id": Column(Integer, primary_key=True),
            "owner_id": Column(ForeignKey(owner.id, ondelete="CASCADE"), nullable=False),
            "tag": Column(String(30)),
        },
    )


def make_log(name, length):
    class Log(Base):
        __tablename__ = f"{name}_log"

        id = Column(Integer, primary_key=True)
        line = Column(String(length), nullable=False)

    Log.__name__ = f"{name.title()}Log"
    return Log


def noted(cls):
    cls.note = Column(String(77))
    return cls


@noted
class Song(Base):
    __tablename__ = "songs"

    id = Column(Integer, primary_key=True)


class Film(Base):
    __tablename__ = "films"

    id = Column(Integer, primary_key=True)


Film.title = Column(String(60), nullable=False)
Film.song_id = Column(Integer, ForeignKey("songs.id"))
Film.song = relationship(Song)
setattr(Film, "year", Column("release_year", Integer))
for extra in ("a", "b"):
    setattr(Film, f"extra_{extra}", Column(Integer, index=extra == "b"))

SongTag, FilmTag = (make_tag(owner) for owner in (Song, Film))
FilmTag.weight = Column(Integer, server_default="1")

AccessLog = make_log("access", 400)
ErrorLog = make_log("error", 4000)

Index("ix_films_title", Film.title)


class Keyed:
    id = Column(Integer, primary_key=True)

    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower() + "_of_mixins"


# A body of nothing makes a table, too; what type.__new__() alone makes is not mapped, since no __init__ runs.
Plain = type("Plain", (Keyed, Base), {})
Annotated = type("Annotated", (Keyed, Base), {"__module__": __name__, "__annotations__": {}})
Unmapped = type.__new__(type, "Unmapped", (Keyed, Base), {})

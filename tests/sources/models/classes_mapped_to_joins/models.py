"""Classes mapped to a join, a select or an alias have no table of their own."""
from sqlalchemy import Column, ForeignKey, Integer, String, join, outerjoin, select
from sqlalchemy.orm import column_property, declarative_base, relationship

Base = declarative_base()


class UserPublic(Base):
    __tablename__ = "user_public"

    id = Column(Integer, primary_key=True)
    name = Column(String(40), nullable=False)


class UserPrivate(Base):
    __tablename__ = "user_private"

    user_id = Column(ForeignKey("user_public.id"), primary_key=True)
    mail = Column(String(80))


class User(Base):
    __table__ = outerjoin(UserPublic.__table__, UserPrivate.__table__)
    id = column_property(UserPublic.__table__.c.id, UserPrivate.__table__.c.user_id)


class Whole(Base):
    __table__ = UserPublic.__table__.join(UserPrivate.__table__)
    id = column_property(UserPublic.__table__.c.id, UserPrivate.__table__.c.user_id)


class Inner(Base):
    __table__ = join(UserPublic, UserPrivate, UserPublic.id == UserPrivate.user_id)
    id = column_property(UserPublic.__table__.c.id, UserPrivate.__table__.c.user_id)


chosen = select(UserPublic.__table__.c.id, UserPublic.__table__.c.name).where(UserPublic.__table__.c.id > 5).alias("chosen")


class Chosen(Base):
    __table__ = chosen


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey(User.id))
    label = Column(String(User.name.type.length))
    user = relationship(UserPublic)

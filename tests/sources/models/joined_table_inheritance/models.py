"""Subclasses with tables of their own, keys that are foreign keys, and no SERIAL for those."""
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Employee(Base):
    __tablename__ = "employee"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    type: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "employee", "polymorphic_on": "type"}


class Engineer(Employee):
    __tablename__ = "engineer"

    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    title: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "engineer"}


class SeniorEngineer(Engineer):
    __tablename__ = "senior_engineer"

    engineer_id: Mapped[int] = mapped_column("id", ForeignKey("engineer.id", ondelete="CASCADE"), primary_key=True)
    years: Mapped[int]


class Manager(Employee):
    __tablename__ = "manager"

    manager_id = Column(Integer, primary_key=True)
    level = Column(String(5))
    __table_args__ = (ForeignKeyConstraint([manager_id], [Employee.id]),)

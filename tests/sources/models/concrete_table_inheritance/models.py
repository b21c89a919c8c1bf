"""Every class has all columns in its own table; abstract bases of the concrete kind."""
from sqlalchemy import Column, Integer, String
from sqlalchemy.ext.declarative import AbstractConcreteBase, ConcreteBase
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Employee(ConcreteBase, Base):
    __tablename__ = "employee"

    id = Column(Integer, primary_key=True)
    name = Column(String(50))
    __mapper_args__ = {"polymorphic_identity": "employee", "concrete": True}


class Manager(Employee):
    __tablename__ = "manager"

    id = Column(Integer, primary_key=True)
    name = Column(String(50))
    data = Column(String(40))
    __mapper_args__ = {"polymorphic_identity": "manager", "concrete": True}


class Animal(AbstractConcreteBase, Base):
    strict_attrs = True
    weight = Column(Integer, nullable=False)


class Dog(Animal):
    __tablename__ = "dog"

    id = Column(Integer, primary_key=True)
    breed = Column(String(9))
    __mapper_args__ = {"polymorphic_identity": "dog", "concrete": True}

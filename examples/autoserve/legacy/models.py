# -*- coding: utf-8 -*-
"""The old workshop program's tables, in the style of their time."""
import datetime

from sqlalchemy import (
    Boolean, CheckConstraint, Column, Date, DateTime, Enum, Float, ForeignKey, ForeignKeyConstraint, Index, Integer,
    MetaData, Numeric, SmallInteger, String, Text, UniqueConstraint, event, text,
)
from sqlalchemy.orm import backref, declarative_base, relationship
from sqlalchemy.schema import DDL

SCHEMA = 'legacy'

metadata = MetaData(schema=SCHEMA)
Base = declarative_base(metadata=metadata)

event.listen(metadata, 'before_create', DDL('CREATE SCHEMA IF NOT EXISTS %s' % SCHEMA))


class Stamped(object):
    """Every table of the old program had these two."""
    created = Column(DateTime, nullable=False, default=datetime.datetime.utcnow, server_default=text('now()'))
    changed = Column(DateTime, onupdate=datetime.datetime.utcnow)


class Client(Stamped, Base):
    __tablename__ = 'clients'

    id = Column(Integer, primary_key=True)
    client_no = Column('clientno', String(12), nullable=False, unique=True)
    name1 = Column(String(60), nullable=False)
    name2 = Column(String(60))
    phone = Column(String(30), index=True)
    blocked = Column(Boolean, nullable=False, default=False, server_default='0')
    balance = Column(Numeric(10, 2), nullable=False, server_default=text('0'))
    customer_id = Column(String(36), doc='key in the new tables once taken over')


class Car(Stamped, Base):
    __tablename__ = 'cars'
    __table_args__ = (
        UniqueConstraint('chassis', name='cars_chassis_key'),
        Index('cars_plate_idx', 'plate', 'plate_country'),
        {'comment': 'one row for each car the old program knew'},
    )

    id = Column(Integer, primary_key=True, autoincrement=True)
    client_id = Column(Integer, ForeignKey('legacy.clients.id', onupdate='CASCADE', ondelete='SET NULL'), index=True)
    plate = Column(String(12), nullable=False)
    plate_country = Column(String(3), nullable=False, server_default='D')
    chassis = Column(String(20))
    kilometres = Column(Integer, default=0)
    displacement = Column(Float)
    first_seen = Column(Date)

    client = relationship('Client', backref=backref('cars', order_by='Car.plate'))


class Part(Stamped, Base):
    __tablename__ = 'parts'

    part_no = Column(String(30), primary_key=True)
    supplier_no = Column(String(10), primary_key=True, server_default='')
    title = Column(String(80), nullable=False)
    price = Column(Numeric(10, 2))
    stock = Column(Integer, nullable=False, default=0)
    remarks = Column(Text)


class JobCard(Stamped, Base):
    __tablename__ = 'job_cards'

    id = Column(Integer, primary_key=True)
    number = Column(Integer, nullable=False)
    year = Column(SmallInteger, nullable=False)
    car_id = Column(ForeignKey(Car.id), nullable=False)
    state = Column(Enum('open', 'closed', 'billed', name='job_state', schema=SCHEMA), nullable=False, server_default='open')
    opened_on = Column(Date, nullable=False, default=datetime.date.today)
    closed_on = Column(Date)

    __table_args__ = (
        UniqueConstraint(number, year, name='job_cards_number_year_key'),
        CheckConstraint('closed_on IS NULL OR closed_on >= opened_on', name='job_cards_dates_check'),
    )


class JobCardLine(Base):
    __tablename__ = 'job_card_lines'
    __table_args__ = (
        ForeignKeyConstraint(['part_no', 'supplier_no'], ['legacy.parts.part_no', 'legacy.parts.supplier_no'],
                             name='job_card_lines_part_fkey'),
        dict(comment='hours and parts of a job card'),
    )

    job_card_id = Column(Integer, ForeignKey('legacy.job_cards.id', ondelete='CASCADE'), primary_key=True)
    line_no = Column(SmallInteger, primary_key=True, autoincrement=False)
    part_no = Column(String(30))
    supplier_no = Column(String(10))
    hours = Column(Numeric(5, 2))
    amount = Column(Numeric(10, 2), nullable=False)


class TakeOver(Base):
    """Which rows went where; empty when the old program can be forgotten."""
    __tablename__ = 'take_overs'
    __table_args__ = {'schema': SCHEMA, 'comment': 'journal of the take-over'}

    id = Column(Integer, primary_key=True)
    table_name = Column(String(63), nullable=False)
    old_key = Column(String(60), nullable=False)
    new_id = Column(String(36), nullable=False)
    done_at = Column(DateTime(timezone=True), nullable=False, server_default=text('now()'))


Index('take_overs_row_key', TakeOver.table_name, TakeOver.old_key, unique=True)

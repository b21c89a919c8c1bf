"""Many to many: tables before and after the classes, with and without keys."""
from sqlalchemy import Column, DateTime, ForeignKey, Integer, PrimaryKeyConstraint, String, Table, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


student_course = Table(
    "student_course",
    Base.metadata,
    Column("student_id", ForeignKey("students.id"), primary_key=True),
    Column("course_id", ForeignKey("courses.id"), primary_key=True),
)


def association(left, right, *extra):
    return Table(
        f"{left}_{right}",
        Base.metadata,
        Column(f"{left}_id", Integer, ForeignKey(f"{left}s.id", ondelete="CASCADE"), nullable=False),
        Column(f"{right}_id", Integer, ForeignKey(f"{right}s.id", ondelete="CASCADE"), nullable=False),
        UniqueConstraint(f"{left}_id", f"{right}_id"),
        *extra,
    )


class Student(Base):
    __tablename__ = "students"

    id: Mapped[int] = mapped_column(primary_key=True)
    courses: Mapped[list["Course"]] = relationship(secondary=student_course, back_populates="students")
    tags: Mapped[list["Tag"]] = relationship(secondary="student_tag")
    friends: Mapped[list["Student"]] = relationship(
        secondary=lambda: friendship,
        primaryjoin=lambda: Student.id == friendship.c.left_id,
        secondaryjoin=lambda: Student.id == friendship.c.right_id,
    )


class Course(Base):
    __tablename__ = "courses"

    id: Mapped[int] = mapped_column(primary_key=True)
    students: Mapped[list[Student]] = relationship(secondary=student_course, back_populates="courses")


class Tag(Base):
    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)


association("student", "tag", Column("added_at", DateTime, server_default=func.now()))
association("course", "tag", PrimaryKeyConstraint("course_id", "tag_id"))

friendship = Table(
    "friendship",
    Base.metadata,
    Column("left_id", Student.id.type, ForeignKey(Student.id), primary_key=True),
    Column("right_id", Integer, ForeignKey(Student.__table__.c.id), primary_key=True),
)


class Enrolment(Base):
    """An association that is a class."""

    __tablename__ = "enrolments"

    student_id: Mapped[int] = mapped_column(ForeignKey(Student.id), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    grade: Mapped[str | None] = mapped_column(String(2))

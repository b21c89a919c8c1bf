"""registry.mapped, mapped_as_dataclass, and a base that the registry generates."""
from dataclasses import dataclass, field

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table
from sqlalchemy.orm import Mapped, mapped_column, registry

mapper_registry = registry()
reg = registry(metadata=MetaData(schema="reg"))
Generated = mapper_registry.generate_base()


@mapper_registry.mapped
class Decorated:
    __tablename__ = "decorated"

    id = Column(Integer, primary_key=True)
    name = Column(String(11), nullable=False)


@mapper_registry.mapped
@dataclass
class Dataclassed:
    __tablename__ = "dataclassed"
    __sa_dataclass_metadata_key__ = "sa"

    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})
    name: str = field(default=None, metadata={"sa": Column(String(50))})


@mapper_registry.mapped
class WithTable:
    __table__ = Table("with_table", mapper_registry.metadata, Column("id", Integer, primary_key=True), Column("x", Integer))


@reg.mapped_as_dataclass
class AsDataclass:
    __tablename__ = "as_dataclass"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    name: Mapped[str]


class FromGenerated(Generated):
    __tablename__ = "from_generated"

    id = Column(ForeignKey("decorated.id"), primary_key=True)

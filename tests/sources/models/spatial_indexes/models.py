"""geoalchemy2 gives each geometry, and the hull of each raster, a spatial index unless it is told not to."""
from geoalchemy2 import Geography, Geometry, Raster
from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parcel(Base):
    __tablename__ = "parcels"

    id = Column(Integer, primary_key=True)
    area = Column(Geometry("MULTIPOLYGON", srid=4326))
    centre = Column(Geometry("POINT", srid=4326, spatial_index=False))
    entrance = Column(Geography("POINT", srid=4326), index=False)
    roof = Column(Geometry("POLYGONZ", srid=4326, dimension=3, use_N_D_index=True))
    anything = Column(Geometry(spatial_index=False))
    untold = Column(Geometry(None, spatial_index=False))
    anywhere = Column(Geography("POINT", spatial_index=False))
    photo = Column(Raster)
    sketch = Column(Raster(spatial_index=False))


Table("routes", Base.metadata, Column("id", Integer, primary_key=True), Column("line", Geometry("LINESTRING", srid=21781)), schema="geo")

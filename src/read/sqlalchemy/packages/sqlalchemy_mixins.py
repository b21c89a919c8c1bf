# sqlalchemy-mixins: of all of them only the timestamps are columns.
from sqlalchemy import Column, DateTime, func

__modules__ = "activerecord smartquery repr session serialize eagerload inspection timestamp"


class InspectionMixin:
    __abstract__ = True


class SessionMixin:
    __abstract__ = True


class ActiveRecordMixin(InspectionMixin, SessionMixin):
    __abstract__ = True


class ActiveRecordMixinAsync(InspectionMixin, SessionMixin):
    __abstract__ = True


class SmartQueryMixin(InspectionMixin):
    __abstract__ = True


class EagerLoadMixin(SessionMixin):
    __abstract__ = True


class ReprMixin:
    __abstract__ = True


class SerializeMixin(InspectionMixin):
    __abstract__ = True


class AllFeaturesMixin(ActiveRecordMixin, SmartQueryMixin, ReprMixin, SerializeMixin):
    __abstract__ = True


class TimestampsMixin:
    __abstract__ = True
    __created_at_name__ = "created_at"
    __updated_at_name__ = "updated_at"
    __datetime_func__ = func.now()
    created_at = Column(__created_at_name__, DateTime(timezone=False), default=__datetime_func__, nullable=False)
    updated_at = Column(__updated_at_name__, DateTime(timezone=False), default=__datetime_func__, nullable=False)

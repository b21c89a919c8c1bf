"""Users, accounts and tokens of fastapi-users, with keys of both sorts."""
from fastapi_users_db_sqlalchemy import (
    SQLAlchemyBaseOAuthAccountTable, SQLAlchemyBaseOAuthAccountTableUUID, SQLAlchemyBaseUserTable,
    SQLAlchemyBaseUserTableUUID)
from fastapi_users_db_sqlalchemy.access_token import SQLAlchemyBaseAccessTokenTableUUID
from fastapi_users_db_sqlalchemy.generics import GUID, TIMESTAMPAware, now_utc
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(SQLAlchemyBaseUserTableUUID, Base):
    name: Mapped[str] = mapped_column(String(50))
    seen = mapped_column(TIMESTAMPAware(timezone=True), default=now_utc)
    other = mapped_column(GUID)
    accounts: Mapped[list["Account"]] = relationship("Account", lazy="joined")


class Account(SQLAlchemyBaseOAuthAccountTableUUID, Base):
    pass


class AccessToken(SQLAlchemyBaseAccessTokenTableUUID, Base):
    pass


class NumberedUser(SQLAlchemyBaseUserTable[int], Base):
    __tablename__ = "numbered_users"
    id: Mapped[int] = mapped_column(primary_key=True)


class NumberedAccount(SQLAlchemyBaseOAuthAccountTable[int], Base):
    __tablename__ = "numbered_accounts"
    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr
    def user_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("numbered_users.id", ondelete="cascade"), nullable=False)

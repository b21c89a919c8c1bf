from sqlalchemy import Numeric, String

__all__ = ("Money", "Code")

Money = Numeric(10, 2)
Code = String(8)
Hidden = String(1)

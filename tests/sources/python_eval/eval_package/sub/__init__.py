__all__ = ["exported", "inner"]
exported = "yes"
hidden_ = "no"

from dataclasses import dataclass, field


@dataclass
class Settings:
    a: int = field(default_factory=lambda: 1)
    b: int = field(default_factory=lambda: 2)
    c: int = field(default_factory=lambda: 3)
    d: int = field(default_factory=lambda: 4)
    e: int = field(default_factory=lambda: 5)
    f: int = field(default_factory=lambda: 6)
    g: int = field(default_factory=lambda: 7)
    h: int = field(default_factory=lambda: 8)
    i: int = field(default_factory=lambda: 9)
    j: str = "ten"


made = Settings(c=30)
values = [made.a, made.c, made.i, made.j]


class Box:
    pass


for n in range(12):
    setattr(Box, f"a{n}", n)
for n in range(12):
    delattr(Box, f"a{n}")
for n in range(5):
    setattr(Box, f"b{n}", n)
left = [hasattr(Box, "a3"), Box.b0, Box.b4]

"""Where in the application's code each part of its metadata was made: file and line, noted while the modules are imported.

This and the files beside it are one script, which runs in the application's own interpreter with its own SQLAlchemy, 1.3 to 2.1:
nothing newer than Python 3.6 may stand in them. It prints a snapshot (docs: the snapshot format) on a descriptor of its own.
"""
import ast
import functools
import os
import sys

import sqlalchemy
from sqlalchemy import event, schema, types

try:
    from sqlalchemy.sql.elements import conv
except ImportError:
    from sqlalchemy.sql.naming import conv

# Their frames stand between a declaration and what it makes.
GO_BETWEENS = ("sqlalchemy", "sqlmodel", "flask_sqlalchemy", "flask_sqlalchemy_lite", "pydantic", "dataclasses", "contextlib", "abc", "typing", "advanced_alchemy")


class Places:
    def __init__(self, roots):
        self.typed = {os.path.abspath(root) + os.sep: os.path.normpath(root) for root in roots}
        self.roots = list(self.typed)
        self.cwd = os.getcwd() + os.sep
        self.of = {}  # id: (the object itself, so that the id stays its own; file and line)
        self.attached = {}  # id of an index: its number
        self.convs = set()  # ids of what was given a name that no convention may touch
        self.metadatas = []
        self.classes = {}  # file: {line of a class, or its name: {attribute: line}}

    def is_own(self, path):
        if path.startswith("<"):
            return False  # code out of a text, ours for one
        path = os.path.abspath(path)
        return any(path.startswith(root) for root in self.roots) and "site-packages" not in path and "dist-packages" not in path

    def here(self):
        """The nearest line of the application below us; else the nearest that is no go-between's."""
        frame, other = sys._getframe(2), None
        while frame is not None:
            path = frame.f_code.co_filename
            if path.startswith("<frozen importlib"):
                break  # beyond it stands who imports, not who declares
            if self.is_own(path):
                return path, frame.f_lineno
            package = (frame.f_globals.get("__name__") or "").split(".")[0]
            if other is None and package not in GO_BETWEENS and not path.startswith("<") and package != "__main__":
                other = path, frame.f_lineno
            frame = frame.f_back
        return other

    def note(self, thing, place=None):
        if id(thing) not in self.of:
            self.of[id(thing)] = (thing, place or self.here())
            if isinstance(thing, schema.DDL):
                thing._trueup_place = self.of[id(thing)][1]  # what an event executes is a copy

    def place(self, *things):
        """The first of them that has a place, as text; None where there is none."""
        for thing in things:
            found = self.of.get(id(thing), (None, None))[1] or getattr(thing, "_trueup_place", None)
            if found:
                return self.text(found)
        return None

    def order(self, thing):
        """Things sorted by this stand in the order in which their tables got them."""
        return self.attached.get(id(thing), len(self.attached))

    def place_here(self):
        found = self.here()
        return self.text(found) if found else None

    def text(self, place):
        """A path as the user would type it: from the working folder, else from the root as it was typed."""
        path = os.path.abspath(place[0])
        if path.startswith(self.cwd):
            path = path[len(self.cwd):]
        else:
            root = next((root for root in self.roots if path.startswith(root)), None)
            path = os.path.join(self.typed[root], path[len(root):]) if root else path
        return "%s:%d" % (path, place[1])

    def attribute_place(self, column, key, cls):
        """A column that SQLAlchemy made of an annotation has its class's line: the attribute's, perhaps a mixin's, is nearer."""
        found = self.of.get(id(column), (None, None))[1]
        if found is None or found[1] not in self.lines_of_classes(found[0]):
            return
        for base in cls.__mro__:
            path = getattr(sys.modules.get(base.__module__), "__file__", None) or ""
            line = self.lines_of_classes(path).get(base.__name__, {}).get(key) if self.is_own(path or "<") else None
            if line:
                self.of[id(column)] = (column, (path, line))
                return

    def lines_of_classes(self, path):
        if path in self.classes:
            return self.classes[path]
        lines = self.classes[path] = {}
        try:
            with open(path, "rb") as file:
                tree = ast.parse(file.read(), path)
        except (OSError, SyntaxError, ValueError):
            return lines
        for node in ast.walk(tree):
            if not isinstance(node, ast.ClassDef):
                continue
            inside = {}
            for each in node.body:
                names = [each.target] if isinstance(each, ast.AnnAssign) else each.targets if isinstance(each, ast.Assign) else []
                for name in names:
                    if isinstance(name, ast.Name):
                        inside[name.id] = each.lineno
            for line in [node.name, node.lineno] + [each.lineno for each in node.decorator_list]:
                lines[line] = inside
        return lines

    def watch(self):
        """From now on everything that is made is noted."""
        places = self

        def after_init(cls, then):
            original = cls.__init__

            @functools.wraps(original)
            def __init__(self, *args, **kwargs):
                original(self, *args, **kwargs)
                then(self, args, kwargs)

            cls.__init__ = __init__

        def noted(self, args, kwargs):
            places.note(self)
            name = kwargs.get("name", args[0] if args and isinstance(self, schema.Index) else None)
            if isinstance(name, conv):
                places.convs.add(id(self))

        for cls in (schema.Column, schema.ForeignKey, schema.Constraint, schema.Index, schema.Sequence, schema.DDL, types.Enum):
            after_init(cls, noted)
        after_init(schema.MetaData, lambda self, args, kwargs: places.metadatas.append(self))
        for cls in (schema.Column, schema.ForeignKey):
            name = "_copy" if hasattr(cls, "_copy") else "copy"
            after_copy(cls, name, places)
        event.listen(schema.Index, "after_parent_attach", lambda index, parent: places.attached.setdefault(id(index), len(places.attached)), propagate=True)
        event.listen(schema.Table, "before_parent_attach", lambda table, parent: places.note(table, places.here()), propagate=True)


def after_copy(cls, name, places):
    """A copy (of a mixin's column) was made where its original was."""
    original = getattr(cls, name)

    @functools.wraps(original)
    def copied(self, *args, **kwargs):
        made = original(self, *args, **kwargs)
        known = places.of.get(id(self))
        if known:
            places.of[id(made)] = (made, known[1])
        return made

    setattr(cls, name, copied)

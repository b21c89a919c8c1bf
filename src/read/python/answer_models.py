"""The whole way: import the modules, let SQLAlchemy's late events run, find the metadata, answer with a snapshot."""
import importlib

from sqlalchemy import MetaData
from sqlalchemy.orm import configure_mappers
from sqlalchemy.schema import DDLElement

try:
    from sqlalchemy.engine.mock import MockConnection
except ImportError:
    from sqlalchemy.engine.strategies import MockEngineStrategy

    MockConnection = MockEngineStrategy.MockConnection

# What create_all() sends by itself; the objects say it already.
OWN_STATEMENTS = ("CreateTable", "CreateIndex", "CreateSequence", "SetTableComment", "SetColumnComment", "SetConstraintComment", "CreateEnumType", "CreateDomainType")


def describe(error):
    words = " ".join(str(error).split())
    words = words.split(" (Background on this error")[0]
    return type(error).__name__ + (": " + words if words else "")


def place_of(error, places):
    """The innermost line of the application that an exception went through."""
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        return places.text((error.filename, error.lineno))
    found, trace = None, error.__traceback__
    while trace is not None:
        if places.is_own(trace.tb_frame.f_code.co_filename):
            found = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return places.text(found) if found else ""


def load(name, places):
    try:
        return importlib.import_module(name)
    except SystemExit as error:
        fail("python-import", "%s calls sys.exit(%s) when it is imported" % (name, "" if error.code is None else repr(error.code)),
             "name modules that do nothing but declare models", place_of(error, places))
    except ImportError as error:
        missing = getattr(error, "name", None) or ""
        if isinstance(error, ModuleNotFoundError) and missing and (name + ".").startswith(missing + "."):
            fail("no-such-module", "there is no module %s under %s" % (missing, asked["shown_root"]), "imports start from the PATH of python:PATH:MODULES")
        hint = "--python names another interpreter, --root further folders" if isinstance(error, ModuleNotFoundError) else ""
        fail("python-import", "cannot import %s: %s" % (name, describe(error)), hint, place_of(error, places))
    except BaseException as error:
        fail("python-import", "cannot import %s: %s" % (name, describe(error)), "", place_of(error, places))


def metadata_of(value):
    if isinstance(value, MetaData):
        return value
    try:
        found = getattr(value, "metadata", None)
    except Exception:  # proxies of an application that does not run
        return None
    return found if isinstance(found, MetaData) else None


def selected(attribute, modules, places):
    """ATTRIBUTE: in the module of its longest prefix that is one, else in the first that was named."""
    module, rest, parts = modules[0], attribute, attribute.split(".")
    for end_of_name in range(len(parts) - 1, 0, -1):
        name = ".".join(parts[:end_of_name])
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        module, rest = name, ".".join(parts[end_of_name:])
        break
    value = load(module, places)
    for part in rest.split("."):
        try:
            value = getattr(value, part)
        except Exception:
            fail("no-such-attribute", "the module %s has no %s" % (module, rest))
    found = metadata_of(value)
    if found is None:
        fail("no-such-attribute", "%s has no MetaData" % attribute)
    return found


def reached(places):
    """All metadata that the application's modules hold, or declare tables in, in the order in which it was made."""
    held = set()
    for module in list(sys.modules.values()):
        if not places.is_own(getattr(module, "__file__", None) or os.sep):
            continue
        for value in list(vars(module).values()):
            found = metadata_of(value)
            if found is not None:
                held.add(id(found))

    def is_declared(metadata):
        noted = [places.of.get(id(each), (None, None))[1] for each in list(metadata.tables.values()) + list(metadata._sequences.values())]
        return any(place and places.is_own(place[0]) for place in noted)

    return [each for each in places.metadatas if (each.tables or each._sequences) and (id(each) in held or is_declared(each))]


class Recorder(MockConnection):
    """A connection to nothing, which notes what listeners of create_all() would send beside what the objects say."""

    def __init__(self, objects):
        MockConnection.__init__(self, objects.dialect, self.note)
        self.objects, self.statements, self.added = objects, [], set()

    def note(self, element, *args, **kwargs):
        word = type(element).__name__
        if word == "AddConstraint":
            self.added.add(id(element.element))
        if word in OWN_STATEMENTS or word == "AddConstraint":
            return
        place = self.objects.places.place(element) or self.objects.places.place_here()
        if isinstance(element, str):
            text = element
        elif hasattr(element, "_execute_on_connection") and not isinstance(element, DDLElement):
            text = str(element.compile(dialect=self.objects.dialect, compile_kwargs={"literal_binds": True}))
        else:
            text = str(element.compile(dialect=self.objects.dialect))
        self.statements.append({"sql": text, "origin": place or ""})

    def exec_driver_sql(self, statement, *args, **kwargs):
        return self.note(statement)


def listen(objects, metadatas):
    recorder = Recorder(objects)
    for metadata in metadatas:
        try:
            metadata.create_all(recorder, checkfirst=False)
        except Exception as error:
            # A key to a table that nobody declares: no order of tables can be told, but each can be made.
            if isinstance(error, exc.NoReferencedTableError):
                for table in metadata.tables.values():
                    try:
                        table.create(recorder, checkfirst=False)
                    except Exception as again:
                        if not isinstance(again, exc.SQLAlchemyError):
                            objects.note("models-not-fully-read", "a listener of create_all() raised %s" % describe(again), place_of(again, objects.places))
                continue
            objects.note("models-not-fully-read", "a listener of create_all() raised %s: what it would have sent to the server is not known" % describe(error),
                         place_of(error, objects.places))
    objects.added = recorder.added
    return recorder.statements


def nearer_places(places):
    """Columns of classes: the attribute's line."""
    try:
        from sqlalchemy.orm import mapperlib

        registries = mapperlib._all_registries()
    except (ImportError, AttributeError):
        return
    for registry in registries:
        for mapper in list(registry.mappers):
            for attribute in mapper.column_attrs:
                for column in attribute.columns:
                    places.attribute_place(column, attribute.key, mapper.class_)


def main():
    places = Places([asked["root"]] + asked["roots"])
    places.watch()
    for name in asked["modules"]:
        load(name, places)
    only = selected(asked["attribute"], asked["modules"], places) if asked["attribute"] else None
    objects = Objects(places)
    try:
        configure_mappers()
    except Exception as error:
        objects.note("python-exception", "the mappers cannot be configured: %s" % describe(error), place_of(error, places))
    nearer_places(places)
    metadatas = [only] if only is not None else reached(places)
    statements = listen(objects, metadatas)
    for metadata in metadatas:
        for table in metadata.tables.values():
            objects.add_table(table)
        for sequence in metadata._sequences.values():
            objects.add_sequence(sequence)
    own = [name for name, module in list(sys.modules.items()) if places.is_own(getattr(module, "__file__", None) or os.sep)]
    end({
        "trueup": 1,
        "source": {"kind": "models"},
        "objects": objects.objects,
        "unknown": objects.unknown,
        "unmodelled": objects.unmodelled,
        "statements": objects.statements + statements,
        "notes": objects.notes,
        "files": len(own),
        "found": bool(metadatas),
    })


main()

#!/usr/bin/env python3
"""What trueup must survive, tried with the binary on a private server.

    run_survive.py TRUEUP [NAME…]

Every function test_… is a sentence; it gets a World. It fails by an assertion. TRUEUP_SURVIVE_SEED repeats a run.
"""
import json, os, random, re, shutil, signal, subprocess, sys, tempfile, threading, time, traceback
from pathlib import Path

sys.dont_write_bytecode = True  # no __pycache__ beside the sources
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from run_scripts import Server, find_binaries  # noqa: E402

PORT = "54118"
SEED = int(os.environ.get("TRUEUP_SURVIVE_SEED", time.time_ns() % 10**9))


class Ended:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __repr__(self):
        return f"exit {self.code}\n{self.out[-3000:]}\n{self.err[-3000:]}"


class World:
    """A server, an empty folder and an empty database."""

    count = 0

    def __init__(self, trueup, server):
        self.trueup, self.server = trueup, server
        self.folder = Path(tempfile.mkdtemp(prefix="trueup-survive."))
        self.env = {"PATH": f"/usr/bin:/bin:{server.bin}", "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "PGHOST": str(server.folder), "PGPORT": server.port,
                    "PGUSER": "postgres", "PGOPTIONS": "-c client_min_messages=warning"}
        World.count += 1
        self.database = f"survive{World.count}"
        self.sql(f"CREATE DATABASE {self.database} TEMPLATE template0", "postgres")

    def close(self):
        self.sql(f"DROP DATABASE {self.database} WITH (FORCE)", "postgres")
        shutil.rmtree(self.folder)

    def url(self, database=None):
        return f"postgresql://postgres@/{database or self.database}?host={self.server.folder}&port={self.server.port}"

    def sql(self, text, database=None):
        """The last statement's rows as psql prints them."""
        done = subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", database or self.database], input=text, env=self.env, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def session(self, text, database=None):
        """A psql that runs the text and then stays, until its stdin is closed."""
        process = subprocess.Popen(["psql", "-qXAt", database or self.database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=self.env, text=True)
        process.stdin.write(text + "\n\\echo ready\n")
        process.stdin.flush()
        while "ready" not in process.stdout.readline():
            pass
        return process

    def write(self, name, text):
        (self.folder / name).write_text(text)
        return name

    def start(self, *arguments):
        return subprocess.Popen([self.trueup, *arguments], cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def end(self, process, timeout=120):
        out, err = process.communicate(timeout=timeout)
        assert process.returncode >= 0 or process.returncode == -signal.SIGKILL, f"ended by signal {-process.returncode}\n{err}"
        return Ended(process.returncode, out, err)

    def run(self, *arguments, timeout=120):
        return self.end(self.start(*arguments), timeout)

    def against(self, command, want, *more, database=None):
        return (command, "--have", self.url(database), "--want", want, *more)

    def check(self, want, *more, database=None):
        return self.run(*self.against("check", want, *more, database=database))

    def wait_until(self, sentence, seconds=20):
        end = time.time() + seconds
        while time.time() < end:
            if self.sql(f"SELECT {sentence}", "postgres") == "t":
                return
            time.sleep(0.02)
        raise AssertionError(f"never true: {sentence}")


# ---- hostile names ----

HOSTILE = ['a"b', "it's", "two\nlines", "select", "Grüße 日本", "x" * 63, "é" * 31, "ends\\", "$1 %s {}", "-- c", "/* c", "$$", "a.b", " lead", "MiXed", "tab\tname", "user",
           "\x1b[31mred", "\x9b31mred too", "NULL"]


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def hostile_schema():
    """Every kind, under every name, in two schemas with the same names."""
    out = ["CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\";"]
    for schema in ('one"q', "zwei's"):
        out.append(f"CREATE SCHEMA {quoted(schema)};")
        for name in HOSTILE:
            short = name[:20]
            s, c, named = quoted(schema), quoted(name), literal(name)
            t, e, q = f"{s}.{c}", f"{s}.{quoted(short + ' e')}", f"{s}.{quoted(short + ' s')}"
            sequence = "E'" + q.replace("\\", "\\\\").replace("'", "''") + "'"
            out.append(f"""
CREATE TYPE {e} AS ENUM ({named}, 'x''y', 'zwei
Zeilen');
CREATE SEQUENCE {q};
CREATE TABLE {t} (id bigint NOT NULL DEFAULT nextval({sequence}::regclass), {c} text NOT NULL DEFAULT {named}, kind {e} DEFAULT {named}, parent bigint,
  {quoted(name[:15] + ' gen')} text GENERATED ALWAYS AS ({c} || {named}) STORED, {quoted(name[:15] + ' ident')} int GENERATED BY DEFAULT AS IDENTITY,
  CONSTRAINT {quoted(short + ' pk')} PRIMARY KEY (id), CONSTRAINT {quoted(short + ' uq')} UNIQUE ({c}, kind),
  CONSTRAINT {quoted(short + ' ck')} CHECK ({c} <> {literal('no ' + name)}), CONSTRAINT {quoted(short + ' fk')} FOREIGN KEY (parent) REFERENCES {t} (id));
CREATE INDEX {quoted(short + ' ix')} ON {t} (lower({c}), parent) WHERE {c} > {named};
ALTER TABLE {t} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {quoted(short + ' po')} ON {t} USING ({c} = {named});
COMMENT ON TABLE {t} IS {named};
COMMENT ON COLUMN {t}.{c} IS {named};
COMMENT ON INDEX {s}.{quoted(short + ' ix')} IS {named};
COMMENT ON CONSTRAINT {quoted(short + ' ck')} ON {t} IS {named};
COMMENT ON POLICY {quoted(short + ' po')} ON {t} IS {named};
COMMENT ON TYPE {e} IS {named};""")
    return "\n".join(out) + "\n"


def changed(schema):
    """The same names, each object said otherwise."""
    out = schema.replace(" text NOT NULL DEFAULT", " varchar(500) DEFAULT").replace("CHECK (", "CHECK (parent > 0 AND ").replace("(lower(", "(upper(")
    return out.replace(" USING (", " FOR SELECT USING (id > 0 AND ").replace("REFERENCES", "/**/REFERENCES").replace(" (id));", " (id) ON DELETE CASCADE);")


def test_hostile_names_go_through_check_fix_sync_check(world):
    world.write("want.sql", hostile_schema())
    world.write("other.sql", changed(hostile_schema()))
    first = world.check("sql:want.sql")
    assert first.code == 1, first
    assert "\x1b" not in first.out and "\x9b" not in first.out and "\ttab" not in first.out, "a name moves the cursor of whoever reads the report"
    fix = world.run(*world.against("fix", "sql:want.sql"))
    assert fix.code == 0, fix
    world.sql(fix.out)
    again = world.check("sql:want.sql", "--strict")
    assert again.code == 0, again
    for want in ("other.sql", "want.sql"):
        sync = world.run(*world.against("sync", f"sql:{want}", "--yes", "--allow", "drop,narrow,rewrite", "--quiet"))
        assert sync.code == 0, sync
        assert "\x1b" not in sync.out[sync.out.index("\ndone: "):] + sync.err
        again = world.check(f"sql:{want}", "--strict")
        assert again.code == 0, again
    # As SQLAlchemy code: all but what it has no words for, comments on constraints and references to a name with a dot.
    world.write("models.py", world.run("inspect", world.url(), "--format", "sqlalchemy").out)
    code = world.check("models:models.py", "--verbose")
    lines = [line for line in code.out.split("\n") if line.startswith(("  error ", "  unknown ")) or (line.startswith("  warning ") and "extra comment on" not in line)]
    assert len(lines) == 2 and all(" foreign key " in line and ".a.b.a.b fk" in line for line in lines), code
    # The same by way of a snapshot, of SQL that trueup wrote, and of a database that sync built alone.
    snapshot = world.run("inspect", world.url(), "--format", "json")
    json.loads(snapshot.out)
    world.write("snapshot.json", snapshot.out)
    world.write("inspected.sql", world.run("inspect", world.url(), "--format", "sql").out)
    world.sql(f"CREATE DATABASE {world.database}b TEMPLATE template0", "postgres")
    try:
        built = world.run(*world.against("sync", "sql:inspected.sql", "--yes", "--quiet", database=world.database + "b"))
        assert built.code == 0, built
        for other in ("snapshot:snapshot.json", "sql:inspected.sql", world.url(world.database + "b")):
            same = world.run("diff", world.url(), other)
            assert same.code == 0, same
    finally:
        world.sql(f"DROP DATABASE {world.database}b", "postgres")


# ---- others at work ----

WANT = """CREATE TABLE a (id int PRIMARY KEY, b int CHECK (b > 0), c text DEFAULT 'x');
CREATE INDEX a_b ON a (b DESC);
CREATE UNIQUE INDEX a_c ON a (c, id);
CREATE TABLE d (id int PRIMARY KEY, a_id int REFERENCES a, note text);
CREATE INDEX d_note ON d (note);
"""
HAVE = """CREATE TABLE a (id int PRIMARY KEY, b int); INSERT INTO a SELECT i, i FROM generate_series(1, 500) AS i;
CREATE INDEX a_b ON a (b); CREATE UNIQUE INDEX a_c ON a (id, b);
CREATE TABLE d (id int PRIMARY KEY, a_id int, note varchar(10));
"""


def test_a_locked_table_is_named_and_the_rest_is_answered(world):
    world.sql("CREATE TABLE locked (id int PRIMARY KEY, a int CHECK (a > 0)); CREATE TABLE free (id int PRIMARY KEY, b int CHECK (b > 1))")
    world.write("want.sql", "CREATE TABLE locked (id int PRIMARY KEY, a int CHECK (a > 0)); CREATE TABLE free (id int PRIMARY KEY, b int CHECK (b > 2), c int);")
    holder = world.session("BEGIN; LOCK TABLE locked IN ACCESS EXCLUSIVE MODE;")
    begun = time.time()
    ended = world.check("sql:want.sql")
    took = time.time() - begun
    assert ended.code == 1, ended
    assert "missing column free.c" in ended.out and "free_b_check" in ended.out, ended
    assert "locked" in ended.err + ended.out and re.search(r"locked by process \d+ ", ended.err), ended
    assert took < 20, took
    world.write("same.sql", "CREATE TABLE locked (id int PRIMARY KEY, a int CHECK (a > 0)); CREATE TABLE free (id int PRIMARY KEY, b int CHECK (b > 1));")
    ended = world.check("sql:same.sql")
    assert ended.code == 3, ended
    sync = world.run(*world.against("sync", "sql:want.sql", "--yes", "--lock-timeout", "200"))
    assert sync.code in (1, 3), sync
    holder.communicate("ROLLBACK;", timeout=20)
    sync = world.run(*world.against("sync", "sql:want.sql", "--yes"))
    assert sync.code == 0, sync


def test_a_step_on_a_locked_table_gives_up_and_says_who_holds_it(world):
    world.sql(HAVE)
    world.write("want.sql", WANT)
    holder = world.session("BEGIN; LOCK TABLE d IN ACCESS SHARE MODE;")
    sync = world.run(*world.against("sync", "sql:want.sql", "--yes", "--allow", "rewrite,narrow", "--lock-timeout", "100"))
    assert sync.code == 1, sync
    assert re.search(r"public\.d is locked by process \d+ \(psql", sync.err), sync
    holder.communicate("ROLLBACK;", timeout=20)
    sync = world.run(*world.against("sync", "sql:want.sql", "--yes", "--allow", "rewrite,narrow"))
    assert sync.code == 0, sync


def test_a_schema_that_is_changed_while_it_is_read_is_read_whole_or_not_at_all(world):
    world.sql("CREATE TABLE t (id int PRIMARY KEY, a int CONSTRAINT c CHECK (a > 1)); CREATE INDEX i ON t (a)")
    for n in range(60):
        world.sql(f"CREATE TABLE beside{n} (id int PRIMARY KEY, b text DEFAULT 'x' CHECK (b <> 'y'))")
    there = "ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t DROP CONSTRAINT c, ADD CONSTRAINT c CHECK (b > 2); DROP INDEX i; CREATE INDEX i ON t (b DESC)"
    back = "ALTER TABLE t RENAME COLUMN b TO a; ALTER TABLE t DROP CONSTRAINT c, ADD CONSTRAINT c CHECK (a > 1); DROP INDEX i; CREATE INDEX i ON t (a)"
    for pause, answers in ((0.0, False), (0.4, True)):
        ended = threading.Event()
        writer = world.session("SET lock_timeout = 0;")

        def change():
            while not ended.is_set():
                for way in (there, back):
                    writer.stdin.write(f"BEGIN; {way}; COMMIT;\n")
                    writer.stdin.flush()
                    time.sleep(pause or 0.002)

        thread = threading.Thread(target=change)
        thread.start()
        try:
            codes = set()
            for _ in range(8):
                read = world.run("inspect", world.url(), "--format", "json")
                codes.add(read.code)
                if read.code == 3:
                    assert "is being changed" in read.err or "has changed" in read.err or "schema" in read.err, read
                    continue
                assert read.code == 0, read
                objects = {(o["kind"], *(o["path"][1:])): o for o in json.loads(read.out)["objects"] if o.get("path", [0, 0])[1:2] == ["t"]}
                new = ("column", "t", "b") in objects
                check, index = objects[("check", "t", "c")], objects[("index", "t", "i")]
                assert (("b > 2" if new else "a > 1") in check["expression"]) and (("b" if new else "a") in json.dumps(index["keys"])), read
        finally:
            ended.set()
            thread.join()
            writer.communicate(timeout=20)
        assert not answers or 0 in codes, codes


def test_two_syncs_at_once_do_it_once(world):
    for turn in range(4):
        name = f"{world.database}t{turn}"
        world.sql(f"CREATE DATABASE {name} TEMPLATE template0", "postgres")
        world.sql(HAVE, name)
        world.write("want.sql", WANT)
        arguments = world.against("sync", "sql:want.sql", "--yes", "--allow", "rewrite,narrow", database=name)
        both = [world.start(*arguments), world.start(*arguments)]
        ended = [world.end(each) for each in both]
        codes = sorted(each.code for each in ended)
        assert codes[0] == 0 and codes[1] in (0, 1, 3), ended
        for each in ended:
            if each.code:
                assert "another trueup" in each.err or "has changed since it was read" in each.err or "is being changed" in each.err, each
        again = world.check("sql:want.sql", "--strict", database=name)
        assert again.code == 0, again
        world.sql(f"DROP DATABASE {name}", "postgres")


# ---- ends in the middle ----

def test_a_sync_that_is_killed_is_finished_by_the_next(world):
    chance = random.Random(SEED)
    world.write("want.sql", WANT)
    for turn in range(12):
        name = f"{world.database}k{turn}"
        world.sql(f"CREATE DATABASE {name} TEMPLATE template0", "postgres")
        world.sql(HAVE, name)
        process = world.start(*world.against("sync", "sql:want.sql", "--yes", "--allow", "rewrite,narrow", database=name))
        time.sleep(chance.uniform(0.0, 0.25))
        process.kill()
        process.communicate()
        sync = world.run(*world.against("sync", "sql:want.sql", "--yes", "--allow", "rewrite,narrow", database=name))
        assert sync.code == 0, sync
        again = world.check("sql:want.sql", "--strict", database=name)
        assert again.code == 0, again
        world.sql(f"DROP DATABASE {name} WITH (FORCE)", "postgres")


def test_ctrl_c_ends_with_130_and_the_receipt(world):
    world.sql("CREATE FUNCTION slow(int) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM pg_sleep(0.03); RETURN true; END'; CREATE TABLE t (id int PRIMARY KEY);"
              "INSERT INTO t SELECT generate_series(1, 100)")
    world.write("want.sql", "CREATE TABLE t (id int PRIMARY KEY, a int, CONSTRAINT c CHECK (slow(id)));")
    process = world.start(*world.against("sync", "sql:want.sql", "--yes"))
    world.wait_until("count(*) > 0 FROM pg_stat_activity WHERE query LIKE '%VALIDATE%' AND state = 'active' AND pid <> pg_backend_pid()", 60)
    process.send_signal(signal.SIGINT)
    ended = world.end(process, 20)
    assert ended.code == 130, ended
    assert "done: create column public.t.a" in ended.out and "failed: " in ended.out, ended


def test_a_server_that_stops_while_sync_runs_ends_it_with_2(world):
    for mode in ("fast", "immediate"):
        name = f"{world.database}s{mode}"
        world.sql(f"CREATE DATABASE {name} TEMPLATE template0", "postgres")
        world.sql(HAVE, name)
        world.write("want.sql", WANT)
        holder = world.session("BEGIN; LOCK TABLE a IN ROW EXCLUSIVE MODE;", name)  # a concurrent build waits for it
        process = world.start(*world.against("sync", "sql:want.sql", "--yes", "--allow", "rewrite,narrow", "--lock-timeout", "60000", database=name))
        world.wait_until(f"count(*) > 0 FROM pg_stat_activity WHERE datname = '{name}' AND application_name LIKE 'trueup%' AND wait_event_type = 'Lock'")
        world.server.stop(mode)
        ended = world.end(process, 30)
        holder.communicate(timeout=20)
        gone = world.check("sql:want.sql", database=name)
        world.server.start()
        assert ended.code == 2 and "was lost" in ended.err, ended
        assert gone.code == 2, gone
        sync = world.run(*world.against("sync", "sql:want.sql", "--yes", "--allow", "rewrite,narrow", database=name))
        assert sync.code == 0, sync
        again = world.check("sql:want.sql", "--strict", database=name)
        assert again.code == 0, again
        world.sql(f"DROP DATABASE {name}", "postgres")


def test_a_backend_that_is_terminated_while_check_reads_ends_it_with_2(world):
    world.sql("CREATE TABLE locked (id int PRIMARY KEY, a int CHECK (a > 0))")
    world.write("want.sql", "CREATE TABLE locked (id int PRIMARY KEY);")
    holder = world.session("BEGIN; LOCK TABLE locked IN ACCESS EXCLUSIVE MODE;")
    process = world.start(*world.against("check", "sql:want.sql", "--lock-timeout", "30000"))
    waits = f"FROM pg_stat_activity WHERE datname = '{world.database}' AND application_name LIKE 'trueup%' AND wait_event_type = 'Lock'"
    world.wait_until(f"count(*) > 0 {waits}")
    world.sql(f"SELECT pg_terminate_backend(pid) {waits}", "postgres")
    ended = world.end(process, 30)
    holder.communicate(timeout=20)
    assert ended.code == 2 and "was lost" in ended.err, ended


def main():
    trueup, *names = sys.argv[1:]
    if not find_binaries():
        print("skipped: no server binaries")
        sys.exit(1 if os.environ.get("TRUEUP_TEST_NO_SKIP") else 77)
    folder = Path(tempfile.mkdtemp(prefix="tu."))
    folder.chmod(0o755)
    server = Server(folder, PORT)
    failed = 0
    tests = [(name, f) for name, f in globals().items() if name.startswith("test_") and (not names or any(each in name for each in names))]
    print(f"seed {SEED}")
    try:
        for name, test in tests:
            world, begun = World(str(Path(trueup).resolve()), server), time.time()
            try:
                test(world)
                print(f"ok      {name[5:]} ({time.time() - begun:.1f} s)", flush=True)
                world.close()
            except Exception:
                failed += 1
                print(f"FAILED  {name[5:]}\n{traceback.format_exc()}", flush=True)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(tests)} tests, {failed} failed")
    sys.exit(1 if failed else 0)


main()

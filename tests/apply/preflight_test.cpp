#include <unistd.h>

#include "base/text.h"
#include "tests/apply/migration.h"

namespace trueup {
namespace {

std::vector<std::string> told(const std::vector<PreflightFinding>& findings) {
  std::vector<std::string> out;
  for (auto& found : findings) {
    std::string line = found.what;
    for (auto& key : found.keys) line += (&key == &found.keys.front() ? ": " : "; ") + key;
    out.push_back(line);
  }
  return out;
}
using Lines = std::vector<std::string>;

struct PreflightTest : testing::Test {
  void SetUp() override {
    REQUIRE_SERVER();
    database.emplace();
    role = "trueup_role_" + std::to_string(getpid());
  }
  void TearDown() override {
    if (!database) return;
    if (made_role) {
      database->exec("DROP OWNED BY " + role);
      database->exec("DROP ROLE " + role);
    }
  }
  void make_role() {
    database->exec("CREATE ROLE " + role + " LOGIN");
    made_role = true;
  }
  Session as_role() {
    auto spec = database->spec();
    auto session = Session::open(spec.set("user", role));
    EXPECT_TRUE(session) << (session ? std::string() : session.error().str());
    return *std::move(session);
  }
  Preflight run(Session& session, const std::string& want, const PreflightOptions& options = {}) {
    approved.emplace(approved_for(session, want));
    auto out = preflight(*approved, session, options);
    EXPECT_TRUE(out) << (out ? std::string() : out.error().str());
    return out ? *out : Preflight{};
  }
  Preflight run(const std::string& have, const std::string& want) {
    database->exec(have);
    Session session = database->open();
    return run(session, want);
  }

  std::optional<TestDatabase> database;
  std::optional<Approved> approved;
  std::string role;
  bool made_role = false;
};

TEST_F(PreflightTest, nulls_are_counted_and_their_keys_shown) {
  auto found = run("CREATE TABLE t (id int PRIMARY KEY, a text); INSERT INTO t SELECT i, CASE WHEN i > 5 THEN 'x' END FROM generate_series(1, 9) AS i",
                   "CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL);");
  EXPECT_EQ(told(found.blocking), (Lines{"5 rows of public.t hold NULL in a: id=1; id=2; id=3"}));
  EXPECT_TRUE(found.problems.empty());
}

TEST_F(PreflightTest, nulls_that_are_filled_before_are_not) {
  auto found = run("CREATE TABLE t (id int PRIMARY KEY, a text); INSERT INTO t VALUES (1, NULL)", "CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL DEFAULT 'x');");
  EXPECT_EQ(told(found.blocking), Lines{});
}

TEST_F(PreflightTest, rows_that_repeat_a_key) {
  auto found = run("CREATE TABLE t (id int PRIMARY KEY, a text, b int); INSERT INTO t VALUES (1, 'x', 1), (2, 'x', 1), (3, NULL, 1), (4, NULL, 1), (5, 'y', 2)",
                   "CREATE TABLE t (id int PRIMARY KEY, a text, b int, CONSTRAINT u UNIQUE (a)); CREATE UNIQUE INDEX i ON t (lower(a)) WHERE b = 1;");
  EXPECT_EQ(told(found.blocking), (Lines{"2 rows of public.t repeat what another row holds in ((lower(a))): id=1; id=2",
                                         "2 rows of public.t repeat what another row holds in (a): id=1; id=2"}));
}

TEST_F(PreflightTest, a_new_primary_key_shows_its_own_columns) {
  auto found = run("CREATE TABLE t (a int NOT NULL); INSERT INTO t VALUES (7), (7), (8)", "CREATE TABLE t (a int NOT NULL, CONSTRAINT t_pkey PRIMARY KEY (a));");
  EXPECT_EQ(told(found.blocking), (Lines{"2 rows of public.t repeat what another row holds in (a): a=7; a=7"}));
}

TEST_F(PreflightTest, checks_and_orphans) {
  auto found = run("CREATE TABLE p (id int PRIMARY KEY); INSERT INTO p VALUES (1);"
                   "CREATE TABLE t (id int PRIMARY KEY, a int, p_id int); INSERT INTO t VALUES (1, 5, 1), (2, -5, 9), (3, NULL, NULL)",
                   "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, a int, p_id int, CONSTRAINT c CHECK (a > 0), CONSTRAINT f FOREIGN KEY (p_id) REFERENCES p (id));");
  EXPECT_EQ(told(found.blocking), (Lines{"1 row of public.t do not satisfy (a > 0): id=2", "1 row of public.t refer to nothing in public.p: id=2"}));
}

TEST_F(PreflightTest, match_full_counts_half_null_keys) {
  auto found = run("CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)); INSERT INTO p VALUES (1, 1);"
                   "CREATE TABLE t (id int PRIMARY KEY, a int, b int); INSERT INTO t VALUES (1, 1, 1), (2, 1, NULL), (3, NULL, NULL)",
                   "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE t (id int PRIMARY KEY, a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p (a, b) MATCH FULL);");
  EXPECT_EQ(told(found.blocking), (Lines{"1 row of public.t refer to nothing in public.p: id=2"}));
}

TEST_F(PreflightTest, values_that_another_type_refuses_or_cuts) {
  auto found = run("CREATE TYPE mood AS ENUM ('sad');"
                   "CREATE TABLE t (id int PRIMARY KEY, a text, b bigint, c numeric(8,3), d text, e text, f text);"
                   "INSERT INTO t VALUES (1, 'short', 1, 1.5, '12', '6f2c1b1e-7c1f-4a52-9f0e-0123456789ab', 'sad'), (2, 'much too long', 99999999999, 12345.678, 'x', 'y', 'z'), (3, 'abc     ', 3, 1, ' 7 ', NULL, NULL)",
                   "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (id int PRIMARY KEY, a varchar(5), b int, c numeric(5,1), d int, e uuid, f mood);");
  EXPECT_EQ(told(found.blocking), (Lines{"1 row of public.t are too long for character varying(5) in a: id=2", "1 row of public.t are out of the range of integer in b: id=2",
                                         "1 row of public.t do not fit into numeric(5,1) in c: id=2", "1 row of public.t hold no integer in d: id=2",
                                         "1 row of public.t hold no uuid in e: id=2", "1 row of public.t hold no mood in f: id=2"}));
  EXPECT_EQ(told(found.losses), (Lines{"1 row of public.t would be rounded in c: id=2"}));
}

TEST_F(PreflightTest, what_takes_too_long_is_said) {
  database->exec("CREATE FUNCTION slow(int) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM pg_sleep(0.2); RETURN true; END';"
                 "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 20)");
  Session session = database->open();
  auto found = run(session, "CREATE TABLE t (id int PRIMARY KEY, CONSTRAINT c CHECK (slow(id)));", {.statement_timeout = std::chrono::milliseconds(300)});
  ASSERT_EQ(found.warnings.size(), 1u);
  EXPECT_NE(found.warnings[0].message.find("could not be counted in time"), std::string::npos);
  EXPECT_EQ(found.warnings[0].origin.str(), "want.sql:1");
}

TEST_F(PreflightTest, a_role_without_rights_is_told_what_it_lacks) {
  make_role();
  database->exec("REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE p (id int PRIMARY KEY)");
  Session session = as_role();
  auto found = run(session, "CREATE TABLE t (id int PRIMARY KEY, a int); CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE n (id int PRIMARY KEY, p_id int REFERENCES p (id)); CREATE EXTENSION file_fdw;");
  Lines lines;
  for (auto& problem : found.problems) {
    lines.push_back(problem.message + " | " + problem.hint);
    EXPECT_EQ(problem.trouble, Trouble::connection);
  }
  const std::string owner(database->exec("SELECT current_user").at(0, 0));
  EXPECT_NE(std::find(lines.begin(), lines.end(), "table public.t belongs to " + owner + ": " + role + " may not change it | connect as " + owner + ", or: GRANT " + owner + " TO " + role), lines.end())
      << join(lines, "\n");
  EXPECT_NE(std::find(lines.begin(), lines.end(), role + " may not create table public.n | it takes: GRANT CREATE ON SCHEMA public TO " + role), lines.end()) << join(lines, "\n");
  EXPECT_NE(std::find(lines.begin(), lines.end(), role + " may not create foreign key public.n.n_p_id_fkey | it takes: GRANT REFERENCES ON public.p TO " + role), lines.end()) << join(lines, "\n");
  EXPECT_NE(std::find(lines.begin(), lines.end(), role + " may not create extension file_fdw | it takes: a superuser who runs CREATE EXTENSION file_fdw"), lines.end()) << join(lines, "\n");
  EXPECT_EQ(database->exec("SELECT count(*) FROM pg_class WHERE relname = 'n'").at(0, 0), "0");
}

TEST_F(PreflightTest, an_owner_has_all_it_needs) {
  make_role();
  database->exec("GRANT CREATE ON SCHEMA public TO " + role);
  Session session = as_role();
  ASSERT_TRUE(session.exec("CREATE TABLE t (id int PRIMARY KEY, a text); CREATE TYPE mood AS ENUM ('sad')"));
  const std::string want = "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (id int PRIMARY KEY, a text UNIQUE, b int CHECK (b > 0)); CREATE TABLE n (id int PRIMARY KEY, t_id int REFERENCES t (id));";
  auto found = run(session, want);
  for (auto& problem : found.problems) ADD_FAILURE() << problem.str();
  EXPECT_EQ(bring_to(session, want), "");
}

TEST_F(PreflightTest, forced_row_security_is_no_reason_to_miss_rows) {
  make_role();
  database->exec("GRANT CREATE ON SCHEMA public TO " + role);
  Session session = as_role();
  const std::string policy = "ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (id > 100);";
  ASSERT_TRUE(session.exec("CREATE TABLE t (id int PRIMARY KEY, a text); INSERT INTO t VALUES (1, NULL); " + policy));
  // Counting would miss the row, and filling would leave it: both refuse.
  auto counted = run(session, "CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL); " + policy);
  ASSERT_EQ(counted.problems.size(), 1u);
  EXPECT_NE(counted.problems[0].message.find("row-level security"), std::string::npos) << counted.problems[0].message;
  auto filled = run(session, "CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL DEFAULT 'x'); " + policy);
  ASSERT_EQ(filled.problems.size(), 1u);
  auto receipt = apply(*approved, session, {}, read_model);
  ASSERT_TRUE(receipt) << receipt.error().str();
  ASSERT_TRUE(receipt->error);
  EXPECT_EQ(receipt->error->trouble, Trouble::connection);
  EXPECT_EQ(database->exec("SELECT attnotnull FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'a'").at(0, 0), "f");
  // Who is above row security sees them all.
  Session above = database->open();
  EXPECT_EQ(bring_to(above, "CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL DEFAULT 'x'); " + policy), "");
  EXPECT_EQ(database->exec("SELECT a FROM t").at(0, 0), "x");
}

TEST_F(PreflightTest, grants_that_siblings_share_are_missed) {
  make_role();
  auto found = run("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY);"
                   "GRANT SELECT, INSERT ON a, b TO " + role + "; GRANT DELETE ON c TO " + role,
                   "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY); CREATE TABLE n (id int PRIMARY KEY);");
  ASSERT_EQ(found.warnings.size(), 1u);
  EXPECT_EQ(found.warnings[0].hint, "GRANT INSERT, SELECT ON public.n TO " + role + ";");
  database->exec("ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT ON TABLES TO " + role);
  Session session = database->open();
  EXPECT_TRUE(run(session, "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY); CREATE TABLE n (id int PRIMARY KEY);").warnings.empty());
}

}  // namespace
}  // namespace trueup

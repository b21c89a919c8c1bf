#include "read/env_filter.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/file.h"
#include "read/discover.h"
#include "read/sql_files.h"
#include "settle/settle.h"

namespace trueup {
namespace {

constexpr std::string_view models = R"(
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class User(Base):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String, unique=True)
    note = sa.Column(sa.String, info={"unmanaged": True})
class Report(Base):
    __tablename__ = "report"
    __table_args__ = {"schema": "stats", "info": {"is_view": True}}
    id = sa.Column(sa.Integer, primary_key=True)
    kind = sa.Column(sa.Enum("a", "b", name="kind"))
)";
constexpr std::string_view database = R"(
CREATE TABLE users (id integer PRIMARY KEY, email varchar, old text);
CREATE INDEX users_old_gin ON users (old);
CREATE TABLE tmp_1 (id integer);
CREATE TABLE apart.thing (id integer);
CREATE TABLE spatial_ref_sys (srid integer PRIMARY KEY);
CREATE TABLE places (id integer PRIMARY KEY, at geometry, name text);
CREATE INDEX idx_places_at ON places USING gist (at);
CREATE INDEX ix_places_name ON places (name);
CREATE TABLE versions (version_num varchar(32) PRIMARY KEY);
)";

class EnvFilters : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "env_filter.XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    write("alembic.ini",
          "[alembic]\nscript_location = m\nprefix = tmp\n[alembic:exclude]\ntables = spatial_ref_sys, versions\n");
    write("models.py", std::string(models));
    std::filesystem::create_directories(folder_ + "/sql");
    write("sql/have.sql", std::string(database));
    auto have = read_sql_files(folder_ + "/sql/have.sql", folder_);
    auto want = read_models({.path = folder_});
    ASSERT_TRUE(have && want);
    have_ = settle(std::move(*have), {});
    want_ = settle(std::move(*want), surroundings_of(*have_));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) {
    const std::filesystem::path path = std::filesystem::path(folder_) / name;
    std::filesystem::create_directories(path.parent_path());
    ASSERT_TRUE(write_file(path.string(), text));
  }

  // An env.py with these lines before, and these arguments of, configure().
  void run(const std::string& lines, const std::string& arguments) {
    write("m/env.py", "from alembic import context\nfrom models import Base\nconfig = context.config\n" + lines +
                          "\ndef run_migrations_online():\n    with engine.connect() as connection:\n"
                          "        context.configure(connection=connection, target_metadata=Base.metadata, " +
                          arguments + ")\nfrom somewhere import engine\nrun_migrations_online()\n");
    run_env();
  }
  void run_env() {
    auto place = place_of_env(folder_ + "/alembic.ini");
    ASSERT_TRUE(place) << place.error().str();
    auto filter = EnvFilter::open(*place, {}, have_, want_);
    ASSERT_TRUE(filter) << filter.error().str();
    filter_ = *std::move(filter);
  }
  // "compared", "left out by include_object", "unknown: why"
  std::string ask(const char* kind, std::initializer_list<std::string_view> path) {
    if (!filter_) return "compared";
    const Id id(kind_named(kind), path);
    const Object *have = have_->find(id), *want = want_->find(id);
    if (!have && !want) return "no " + id.str();
    const auto answer = filter_->ask(have, want);
    if (answer.verdict == EnvFilter::Verdict::left_out) return "left out by " + answer.by;
    return answer.verdict == EnvFilter::Verdict::unknown ? "unknown: " + answer.reason : "compared";
  }
  std::string folder_;
  ModelPtr have_, want_;
  std::unique_ptr<EnvFilter> filter_;
};

TEST_F(EnvFilters, nothing_is_left_out_where_env_py_says_nothing) {
  run("", "compare_type=True");
  EXPECT_FALSE(filter_);
}

TEST_F(EnvFilters, a_table_takes_along_what_hangs_on_it) {
  run("def only_public(object, name, type_, reflected, compare_to):\n    return type_ != 'table' or object.schema is "
      "None\n",
      "include_object=only_public");
  EXPECT_EQ(ask("table", {"apart", "thing"}), "left out by include_object");
  EXPECT_EQ(ask("column", {"apart", "thing", "id"}), "left out by include_object");
  EXPECT_EQ(ask("table", {"public", "tmp_1"}), "compared");
  EXPECT_EQ(ask("table", {"stats", "report"}), "left out by include_object");
  // A type goes with the tables that use it.
  EXPECT_EQ(ask("enum", {"public", "kind"}), "left out by include_object");
}

TEST_F(EnvFilters, info_is_that_of_the_models_and_empty_in_the_database) {
  run("def f(object, name, type_, reflected, compare_to):\n    return not (object.info.get('is_view') or "
      "object.info.get('unmanaged'))\n",
      "include_object=f");
  EXPECT_EQ(ask("table", {"stats", "report"}), "left out by include_object");
  EXPECT_EQ(ask("column", {"public", "users", "note"}), "left out by include_object");
  EXPECT_EQ(ask("column", {"public", "users", "old"}), "compared");
  EXPECT_EQ(ask("table", {"public", "tmp_1"}), "compared");
}

TEST_F(EnvFilters, reflected_and_compare_to_are_alembics) {
  run("def f(object, name, type_, reflected, compare_to):\n    return not (reflected and compare_to is None and type_ "
      "in ('index', 'column'))\n",
      "include_object=f");
  EXPECT_EQ(ask("index", {"public", "users", "users_old_gin"}), "left out by include_object");
  EXPECT_EQ(ask("column", {"public", "users", "old"}), "left out by include_object");
  EXPECT_EQ(ask("column", {"public", "users", "email"}), "compared");
  EXPECT_EQ(ask("column", {"public", "users", "note"}), "compared");
  // Of a table that goes as a whole nothing else is asked.
  EXPECT_EQ(ask("index", {"public", "places", "ix_places_name"}), "compared");
}

TEST_F(EnvFilters, names_come_from_settings_regexes_and_constants) {
  run("import re\nexcluded = re.split(r'\\s*,\\s*', config.get_section('alembic:exclude', {}).get('tables', "
      "''))\nprefix = config.get_main_option('prefix')\n"
      "def f(name, type_, parent_names):\n    if type_ == 'column':\n        return "
      "parent_names['schema_qualified_table_name'] + '.' + name != 'users.old'\n"
      "    return not (type_ == 'table' and (name in excluded or re.match(prefix + r'_\\d+$', name)))\n",
      "include_name=f");
  EXPECT_EQ(ask("table", {"public", "spatial_ref_sys"}), "left out by include_name");
  EXPECT_EQ(ask("table", {"public", "tmp_1"}), "left out by include_name");
  EXPECT_EQ(ask("table", {"public", "places"}), "compared");
  EXPECT_EQ(ask("column", {"public", "users", "old"}), "left out by include_name");
  EXPECT_EQ(ask("column", {"public", "users", "email"}), "compared");
}

TEST_F(EnvFilters, an_unnamed_constraint_has_no_name) {
  run("def f(object, name, type_, reflected, compare_to):\n    return type_ != 'unique_constraint' or name is not "
      "None\n",
      "include_object=f");
  EXPECT_EQ(ask("unique", {"public", "users", "users_email_key"}), "left out by include_object");
}

TEST_F(EnvFilters, version_table_is_a_table_of_that_name_in_that_schema) {
  run("", "version_table='versions'");
  EXPECT_EQ(ask("table", {"public", "versions"}), "left out by version_table");
  EXPECT_EQ(ask("table", {"public", "tmp_1"}), "compared");
  run("", "version_table='versions', version_table_schema='apart'");
  EXPECT_EQ(ask("table", {"public", "versions"}), "compared");
  run("import settings", "version_table=settings.VERSIONS");
  EXPECT_NE(ask("table", {"public", "versions"}).find("unknown: it may be Alembic's version table"), std::string::npos);
  EXPECT_EQ(ask("table", {"public", "tmp_1"}), "compared");
}

TEST_F(EnvFilters, what_nobody_can_tell_is_unknown) {
  run("import settings\ndef f(object, name, type_, reflected, compare_to):\n    if name == 'users':\n        return "
      "True\n    return name not in settings.TABLES\n",
      "include_object=f");
  EXPECT_EQ(ask("table", {"public", "users"}), "compared");
  EXPECT_NE(ask("table", {"public", "tmp_1"}).find("settings.TABLES, which is not in the project"), std::string::npos);
  run("def f(object, name, type_, reflected, compare_to):\n    return object.no_such_thing[name]\n",
      "include_object=f");
  EXPECT_EQ(ask("table", {"public", "tmp_1"}).substr(0, 8), "unknown:");
  run("import settings", "**settings.ARGUMENTS");
  EXPECT_EQ(ask("table", {"public", "tmp_1"}).substr(0, 8), "unknown:");
}

TEST_F(EnvFilters, async_functions_run) {
  write("m/env.py",
        "import asyncio\nfrom alembic import context\nfrom models import Base\nfrom somewhere import engine\n"
        "def f(object, name, type_, reflected, compare_to):\n    return name != 'tmp_1'\n"
        "def do_run(connection):\n    context.configure(connection=connection, target_metadata=Base.metadata, "
        "include_object=f)\n"
        "async def run_migrations_online():\n    async with engine.connect() as connection:\n        await "
        "connection.run_sync(do_run)\n"
        "if context.is_offline_mode():\n    context.configure(include_object=lambda *a: True)\nelse:\n    "
        "asyncio.run(run_migrations_online())\n");
  run_env();
  EXPECT_EQ(ask("table", {"public", "tmp_1"}), "left out by include_object");
  EXPECT_EQ(ask("table", {"public", "places"}), "compared");
}

TEST_F(EnvFilters, flask_migrate_hands_on_what_the_application_said) {
  const std::string env =
      "from alembic import context\nfrom flask import current_app\n"
      "target_db = current_app.extensions['migrate'].db\nconf_args = current_app.extensions['migrate'].configure_args\n"
      "context.configure(target_metadata=target_db.metadata, **conf_args)\n";
  write("m/env.py", env);
  write("app.py", "from flask_migrate import Migrate\nmigrate = Migrate(compare_type=True)\n");
  run_env();
  EXPECT_FALSE(filter_);
  write("app.py",
        "from flask_migrate import Migrate\ndef f(object, name, type_, reflected, compare_to):\n    return name != "
        "'tmp_1'\nmigrate = Migrate(include_object=f)\n");
  run_env();
  EXPECT_EQ(ask("table", {"public", "tmp_1"}), "left out by include_object");
  write("app.py",
        "from flask_migrate import Migrate\ndef create_app():\n    Migrate(include_object=lambda *a: False)\n");
  run_env();
  EXPECT_EQ(ask("table", {"public", "tmp_1"}).substr(0, 8), "unknown:");
}

TEST_F(EnvFilters, geoalchemy_leaves_out_what_postgis_made) {
  run("from geoalchemy2 import alembic_helpers\n", "include_object=alembic_helpers.include_object");
  EXPECT_EQ(ask("table", {"public", "spatial_ref_sys"}), "left out by include_object");
  EXPECT_EQ(ask("table", {"public", "places"}), "compared");
}

TEST_F(EnvFilters, calls_of_configure_that_differ_leave_it_unknown) {
  run("context.configure(target_metadata=Base.metadata, include_object=lambda o, n, t, r, c: n != 'tmp_1')\n",
      "include_schemas=True");
  EXPECT_NE(ask("table", {"public", "tmp_1"}).find("calls of context.configure() differ"), std::string::npos);
  EXPECT_EQ(ask("table", {"public", "places"}), "compared");
}

}  // namespace
}  // namespace trueup

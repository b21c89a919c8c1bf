#include "read/sql_files.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "kinds/check.h"
#include "kinds/column.h"
#include "kinds/comment.h"
#include "kinds/enum.h"
#include "kinds/foreign_key.h"
#include "kinds/index.h"
#include "kinds/policy.h"
#include "kinds/primary_key.h"
#include "kinds/schema.h"
#include "kinds/sequence.h"
#include "kinds/table.h"
#include "kinds/unique.h"

namespace trueup {
namespace {

class sql_files : public testing::Test {
 protected:
  void read(std::string text) { apply_sql(draft, {{.text = std::move(text), .file = Symbol("schema.sql")}}); }

  template <class T>
  const T* find(std::initializer_list<std::string_view> path) {
    const Object* object = draft.find(Id(kind_of<T>(), path));
    return object ? &object->as<T>() : nullptr;
  }
  template <class T>
  const Object& object(std::initializer_list<std::string_view> path) {
    const Object* object = draft.find(Id(kind_of<T>(), path));
    if (!object) throw std::runtime_error("missing " + Id(kind_of<T>(), path).str());
    return *object;
  }
  template <class T>
  const T& get(std::initializer_list<std::string_view> path) { return object<T>(path).template as<T>(); }

  std::size_t count() const {
    return static_cast<std::size_t>(std::count_if(draft.objects().begin(), draft.objects().end(), [](auto& o) { return !o.id.empty(); }));
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (auto& diag : draft.diags) out.push_back(diag.code);
    return out;
  }
  std::vector<std::string> not_modelled() const {
    std::vector<std::string> out;
    for (auto& each : draft.unmodelled) out.push_back(each.name.empty() ? each.catalog : each.catalog + ' ' + each.name);
    return out;
  }

  Draft draft;
};

using Strings = std::vector<std::string>;

TEST_F(sql_files, a_table_without_a_schema_leaves_it_open) {
  read("CREATE TABLE t (id serial PRIMARY KEY, email varchar(320) NOT NULL UNIQUE DEFAULT 'x');");
  EXPECT_TRUE(find<Table>({"", "t"}));
  EXPECT_FALSE(object<Table>({"", "t"}).schema_given);
  const Column& id = get<Column>({"", "t", "id"});
  EXPECT_EQ(id.serial, Serial::serial);
  EXPECT_FALSE(id.nullable);
  EXPECT_EQ(id.type.spell(), "integer");
  EXPECT_EQ(id.position, 1);
  const Column& email = get<Column>({"", "t", "email"});
  EXPECT_EQ(email.type.spell(), "character varying(320)");
  EXPECT_EQ(email.default_value.text(), "'x'");
  EXPECT_EQ(object<PrimaryKey>({"", "t", "t_pkey"}).named, Named::server);
  EXPECT_EQ(object<Unique>({"", "t", "t_email_key"}).named, Named::server);
  EXPECT_EQ(count(), 5u);
}

TEST_F(sql_files, a_schema_that_is_said_or_set_is_given) {
  read("CREATE TABLE app.t (id int); SET search_path = core, public; CREATE TABLE u (id int);");
  EXPECT_TRUE(object<Table>({"app", "t"}).schema_given);
  EXPECT_TRUE(object<Table>({"core", "u"}).schema_given);
}

TEST_F(sql_files, public_and_the_open_schema_are_one_place) {
  read("CREATE TABLE t (id int); ALTER TABLE public.t ADD COLUMN a int; CREATE TABLE public.u (id int); ALTER TABLE u ADD b int;"
       "CREATE TABLE v (t int REFERENCES public.t (id));");
  EXPECT_TRUE(find<Column>({"", "t", "a"}));
  EXPECT_TRUE(find<Column>({"public", "u", "b"}));
  EXPECT_EQ(get<ForeignKey>({"", "v", "v_t_fkey"}).references.to, Id(kind_of<Table>(), {std::string_view(""), "t"}));
  EXPECT_TRUE(draft.diags.empty());
}

TEST_F(sql_files, every_object_knows_its_line) {
  read("-- first\nCREATE TABLE t (\n  id int,\n  a int CHECK (a > 0)\n);\n\nCREATE INDEX i ON t (a);\n");
  EXPECT_EQ(object<Table>({"", "t"}).origin.str_with_column(), "schema.sql:2:1");
  EXPECT_EQ(object<Column>({"", "t", "a"}).origin.str_with_column(), "schema.sql:4:3");
  EXPECT_EQ(object<Check>({"", "t", "t_a_check"}).origin.str(), "schema.sql:4");
  EXPECT_EQ(object<Index>({"", "t", "i"}).origin.str(), "schema.sql:7");
}

TEST_F(sql_files, text_inside_another_file_counts_its_lines) {
  apply_sql(draft, {{.text = "CREATE TABLE t (id int);\nCREATE TABLE u (id int);", .file = Symbol("models.py"), .line = 40}});
  EXPECT_EQ(object<Table>({"", "t"}).origin.str(), "models.py:40");
  EXPECT_EQ(object<Table>({"", "u"}).origin.str(), "models.py:41");
}

TEST_F(sql_files, expressions_are_kept_as_they_were_written) {
  read("CREATE TABLE t (a int DEFAULT (1 + 2) * 3 CHECK ( a>0 -- yes\n AND a < 10 ), b text DEFAULT 'x' COLLATE \"C\",\n"
       " c int GENERATED ALWAYS AS (a*2) STORED, d timestamptz DEFAULT now() NOT NULL);"
       "CREATE INDEX i ON t (lower(b) DESC, (a || b)) WHERE (a > 0) AND b IS NULL;"
       "ALTER TABLE t ALTER d SET DEFAULT '2020-01-01'::timestamptz, ALTER b SET DEFAULT concat('a', ',', 'b');");
  EXPECT_EQ(get<Column>({"", "t", "a"}).default_value.text(), "(1 + 2) * 3");
  EXPECT_EQ(get<Check>({"", "t", "t_a_check"}).expression.text(), "a>0 AND a < 10");
  EXPECT_EQ(get<Column>({"", "t", "c"}).generated.text(), "a*2");
  EXPECT_EQ(get<Column>({"", "t", "b"}).default_value.text(), "concat('a', ',', 'b')");
  EXPECT_EQ(get<Column>({"", "t", "b"}).collation, "C");
  EXPECT_EQ(get<Column>({"", "t", "d"}).default_value.text(), "'2020-01-01'::timestamptz");
  const Index& index = get<Index>({"", "t", "i"});
  EXPECT_EQ(index.keys[0].expression.text(), "lower(b)");
  EXPECT_TRUE(index.keys[0].descending);
  EXPECT_EQ(index.keys[1].expression.text(), "(a || b)");
  EXPECT_EQ(index.where.text(), "(a > 0) AND b IS NULL");
}

TEST_F(sql_files, concurrent_indexes_and_labels_are_read_too) {
  read("CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (m mood);"
       "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t USING btree (m) WITH (fillfactor = 70);"
       "ALTER TYPE mood ADD VALUE 'b'; ALTER TABLE t ALTER m SET DEFAULT 'b';"
       "CREATE INDEX j ON t (m); DROP INDEX CONCURRENTLY j;");
  EXPECT_EQ(get<Index>({"", "t", "i"}).options, Strings{"fillfactor=70"});
  EXPECT_EQ(get<Enum>({"", "mood"}).labels, (Strings{"a", "b"}));
  EXPECT_FALSE(find<Index>({"", "t", "j"}));
}

TEST_F(sql_files, a_syntax_error_has_its_place_and_the_rest_is_read) {
  read("CREATE TABLE a (id int);\nCREATE TABLE b (id int,);\nCREATE TABLE c (id int);\n");
  ASSERT_EQ(codes(), Strings{"syntax-error"});
  EXPECT_EQ(draft.diags[0].origin.str(), "schema.sql:2");
  EXPECT_NE(draft.diags[0].message.find("CREATE TABLE b"), std::string::npos);
  EXPECT_TRUE(find<Table>({"", "a"}));
  EXPECT_TRUE(find<Table>({"", "c"}));
}

TEST_F(sql_files, what_a_statement_that_does_not_parse_is_about_is_unknown) {
  read("CREATE TABLE app.t (id int, PRIMARY KEY (id WITHOUT OVERLAPS));\nCREATE TABLE IF NOT EXISTS \"U\" (id int,);\n"
       "CREATE UNIQUE INDEX i ON v USING btree (a b c d);\nFROB x;");
  std::vector<std::string> about;
  for (auto& unknown : draft.unknowns) about.push_back(unknown.about.str());
  EXPECT_EQ(about, (Strings{"table app.t", "table \"\".\"U\"", "table \"\".v"}));
  EXPECT_EQ(draft.unknowns[1].origin.str(), "schema.sql:2");
  EXPECT_EQ(draft.diags.size(), 4u);
}

TEST_F(sql_files, what_is_not_modelled_is_named) {
  read("CREATE VIEW v AS SELECT 1; CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE DOMAIN d AS text;"
       "CREATE TYPE pair AS (a int); CREATE TABLE t (id int, r int4range, EXCLUDE USING gist (r WITH &&));"
       "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION app.f();"
       "GRANT SELECT ON t TO PUBLIC; ALTER TABLE t OWNER TO me; CREATE ROLE r; COMMENT ON VIEW v IS 'x';");
  EXPECT_EQ(not_modelled(), (Strings{"view v", "function app.f", "domain d", "composite type pair", "exclusion constraint t.t_r_excl", "trigger t.tr", "grant",
                                     "owner t", "role r", "comment view v"}));
  EXPECT_EQ(draft.unmodelled[0].relation, "v");
  EXPECT_TRUE(draft.diags.empty());
}

TEST_F(sql_files, a_dropped_view_is_no_longer_counted) {
  read("CREATE VIEW v AS SELECT 1; CREATE TABLE t (id int); DROP VIEW v; CREATE TABLE v (id int); ALTER TABLE v ADD x int;");
  EXPECT_TRUE(not_modelled().empty());
  EXPECT_TRUE(find<Column>({"", "v", "x"}));
}

TEST_F(sql_files, a_do_block_is_a_warning_with_its_line) {
  read("\nDO $$ BEGIN CREATE TABLE t (id int); END $$;");
  ASSERT_EQ(codes(), Strings{"do-block"});
  EXPECT_EQ(draft.diags[0].severity, Severity::warning);
  EXPECT_EQ(draft.diags[0].origin.str(), "schema.sql:2");
}

TEST_F(sql_files, a_table_made_by_a_query_is_unknown) {
  read("CREATE TABLE t AS SELECT 1 AS a; CREATE INDEX ON t (a);");
  ASSERT_EQ(draft.unknowns.size(), 1u);
  EXPECT_EQ(draft.unknowns[0].about.str(), "table \"\".t");
}

TEST_F(sql_files, changing_what_nothing_has_made_is_a_warning) {
  read("ALTER TABLE nobody ENABLE ROW LEVEL SECURITY;\nDROP TABLE nobody;\nALTER TYPE nothing ADD VALUE 'x';");
  EXPECT_EQ(codes(), (Strings{"no-such-object", "no-such-object", "no-such-object"}));
}

TEST_F(sql_files, making_a_thing_twice_is_an_error_and_the_first_stays) {
  read("CREATE TABLE t (id int);\nCREATE TABLE t (other int);");
  ASSERT_EQ(codes(), Strings{"duplicate-object"});
  EXPECT_EQ(draft.diags[0].origin.str(), "schema.sql:2");
  EXPECT_TRUE(find<Column>({"", "t", "id"}));
}

TEST_F(sql_files, statements_apply_to_what_models_declared) {
  draft.add(Id(kind_of<Table>(), {std::string_view(""), "users"}), Table{});
  draft.add(Id(kind_of<Column>(), {std::string_view(""), "users", "id"}), Column{});
  read("ALTER TABLE users ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON users FOR SELECT TO app USING (id > 0);");
  EXPECT_TRUE(get<Table>({"", "users"}).row_security);
  EXPECT_EQ(get<Policy>({"", "users", "p"}).roles, Strings{"app"});
  ASSERT_EQ(draft.scope.parts.size(), 1u);
  EXPECT_TRUE(draft.scope.parts[0].kinds[kind_of<Policy>().number()]);
  EXPECT_FALSE(draft.scope.parts[0].kinds[kind_of<Index>().number()]);
  EXPECT_TRUE(draft.scope.parts[0].tables.contains({Symbol(""), Symbol("users")}));
}

TEST_F(sql_files, data_of_copy_and_commands_of_psql_are_passed_over) {
  read("\\restrict abc\n\\connect mydb\nCREATE TABLE t (id int, a text);\nCOPY public.t (id, a) FROM stdin;\n1\tit's; (\n\\N\t$$x\n\\.\n\n\\echo 'x'\nSELECT 1 \\gset\nCREATE TABLE u (id int);\n\\unrestrict abc\n");
  EXPECT_TRUE(draft.diags.empty());
  EXPECT_TRUE(find<Table>({"", "t"}));
  EXPECT_EQ(object<Table>({"", "u"}).origin.str(), "schema.sql:11");
}

TEST_F(sql_files, branches_of_psql_are_all_read_and_it_says_so) {
  read("\\if :x\nCREATE TABLE a (id int);\n\\else\nCREATE TABLE b (id int);\n\\endif\n");
  EXPECT_EQ(codes(), (Strings{"psql-command", "psql-command"}));
  EXPECT_TRUE(find<Table>({"", "b"}));
}

TEST_F(sql_files, identity_options_that_are_not_compared_are_counted) {
  read("CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY (START WITH 100), b int GENERATED BY DEFAULT AS IDENTITY (START 1));");
  EXPECT_EQ(get<Column>({"", "t", "a"}).identity, Identity::always);
  EXPECT_EQ(not_modelled(), Strings{"identity option t.a"});
}

TEST_F(sql_files, roles_of_the_session_leave_a_policy_unknown) {
  read("CREATE TABLE t (id int); CREATE POLICY p ON t TO CURRENT_USER;");
  ASSERT_EQ(draft.unknowns.size(), 1u);
  EXPECT_EQ(draft.unknowns[0].field, "roles");
}

class sql_folder : public testing::Test {
 protected:
  sql_folder() {
    folder = (std::filesystem::temp_directory_path() / ("trueup_sql_" + std::to_string(getpid()))).string();
    std::filesystem::create_directories(folder + "/inner");
  }
  ~sql_folder() override { std::filesystem::remove_all(folder); }
  void write(const std::string& name, std::string_view text) { ASSERT_TRUE(write_file(folder + "/" + name, text)); }
  std::string folder;
};

TEST_F(sql_folder, files_are_read_in_order_each_as_a_session_of_its_own) {
  write("1_types.sql", "SET search_path = app; CREATE TYPE mood AS ENUM ('a');");
  write("2_tables.sql", "CREATE TABLE t (m app.mood);");
  write("notes.txt", "not SQL");
  auto draft = read_sql_files(folder, folder);
  ASSERT_TRUE(draft);
  EXPECT_EQ((*draft).source.files, 2u);
  EXPECT_EQ((*draft).source.kind, "sql");
  const Object* table = (*draft).find(Id(kind_of<Table>(), {std::string_view(""), "t"}));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->origin.str(), "2_tables.sql:1");
  EXPECT_TRUE((*draft).diags.empty());
}

TEST_F(sql_folder, included_files_are_read_where_they_stand) {
  write("main.sql", "CREATE TABLE a (id int);\n\\i inner/b.sql\nALTER TABLE b ADD COLUMN x int;\n");
  write("inner/b.sql", "CREATE TABLE b (id int);\n\\ir c.sql\n");
  write("inner/c.sql", "ALTER TABLE a ADD COLUMN y int;\n\\i '../main.sql'\n\\i missing.sql\n");
  auto draft = read_sql_files(folder + "/main.sql", folder);
  ASSERT_TRUE(draft);
  EXPECT_TRUE((*draft).find(Id(kind_of<Column>(), {std::string_view(""), "b", "x"})));
  const Object* column = (*draft).find(Id(kind_of<Column>(), {std::string_view(""), "a", "y"}));
  ASSERT_TRUE(column);
  EXPECT_EQ(column->origin.str(), "inner/c.sql:1");
  ASSERT_EQ((*draft).diags.size(), 2u);
  EXPECT_EQ((*draft).diags[0].code, "include-cycle");
  EXPECT_EQ((*draft).diags[1].code, "unreadable-file");
  EXPECT_EQ((*draft).source.files, 3u);
}

TEST_F(sql_folder, a_path_that_is_not_there_is_an_error) {
  EXPECT_EQ(read_sql_files(folder + "/nothing.sql", "").error().code, "no-such-path");
}

}  // namespace
}  // namespace trueup

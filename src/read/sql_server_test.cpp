// The judge of the reader: what it makes of a script must be what PostgreSQL's catalogs say after running it. Scripts are
// files in tests/sources/sql, each named by the sentence it proves; $TRUEUP_SQL_CASES names another folder of them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "pg/catalog.h"
#include "read/sql_files.h"
#include "settle/settle.h"
#include "tests/support/test_server.h"

namespace trueup {
namespace {

std::string shown(const Field& field, const void* payload) {
  const Value value = field.read(payload);
  return value.is_null() ? "default" : to_json(value);
}

// One line for each thing in which the two are not the same; empty: the reader is right.
std::vector<std::string> differences(const Model& server, const Model& file) {
  std::vector<std::string> out;
  const auto is_own = [](const Object& object) { return object.kind().name == "schema" && object.id[0] == "public"; };
  std::set<std::string> unknown_tables;
  for (const Unknown& unknown : file.unknowns())
    if (unknown.field.empty() && unknown.about.size() >= 2) unknown_tables.insert(unknown.about[0].str() + '.' + unknown.about[1].str());
  const auto is_unknown = [&](const Id& id) { return id.size() >= 2 && unknown_tables.contains(id[0].str() + '.' + id[1].str()); };
  for (const Object& object : server.objects()) {
    const Object* other = file.find(object.id);
    if (!other) {
      if (!is_own(object) && !is_unknown(object.id)) out.push_back("only on the server: " + object.id.str() + ' ' + object.summary());
      continue;
    }
    for (const Field& field : object.kind().fields) {
      if (field.ignored()) continue;
      const Verdict verdict = field.compare(object.data, other->data);
      if (verdict == Verdict::same) continue;
      out.push_back(std::string(verdict == Verdict::different ? "different: " : "undecided: ") + object.id.str() + ' ' + std::string(field.name) + ": server " +
                    shown(field, object.data) + ", file " + shown(field, other->data));
    }
  }
  for (const Object& object : file.objects())
    if (!server.find(object.id) && !is_unknown(object.id)) out.push_back("only in the file: " + object.id.str() + ' ' + object.summary());
  return out;
}

struct Judged {
  bool loaded = false;
  std::string error = {};
  std::vector<std::string> differences = {};
  Diags diags = {};
  std::vector<Unmodelled> unmodelled = {};
};

// Back to an empty database: cheaper than another one.
void clear(TestDatabase& database) {
  database.exec(R"sql(
    DO $$ DECLARE name text; BEGIN
      FOR name IN SELECT evtname FROM pg_event_trigger LOOP EXECUTE format('DROP EVENT TRIGGER %I', name); END LOOP;
      FOR name IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP EXECUTE format('DROP EXTENSION %I CASCADE', name); END LOOP;
      FOR name IN SELECT pubname FROM pg_publication LOOP EXECUTE format('DROP PUBLICATION %I', name); END LOOP;
      FOR name IN SELECT srvname FROM pg_foreign_server LOOP EXECUTE format('DROP SERVER %I CASCADE', name); END LOOP;
      FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', name);
      END LOOP;
      CREATE SCHEMA public;
    END $$)sql");
}

Judged judge(TestDatabase& database, const std::string& text) {
  Judged out;
  clear(database);
  Session session = database.open();
  auto done = session.exec(text);
  if (!done) return out.error = done.error().message, out;
  out.loaded = true;
  // What the script set for its session is none of the reader's business.
  Session fresh = database.open();
  Result<Draft> catalog = read_catalog(fresh, {});
  if (!catalog) return out.differences = {catalog.error().str()}, out;
  Draft draft;
  draft.source.kind = "sql";
  apply_sql(draft, {{.text = text, .file = Symbol("script.sql")}});
  out.diags = draft.diags;
  out.unmodelled = draft.unmodelled;
  const ModelPtr server = settle(*std::move(catalog), {});
  const ModelPtr file = settle(std::move(draft), surroundings_of(*server));
  out.differences = differences(*server, *file);
  return out;
}

std::vector<std::string> scripts() {
  namespace fs = std::filesystem;
  const char* named = std::getenv("TRUEUP_SQL_CASES");
  const fs::path folder = named ? fs::path(named) : fs::path(TRUEUP_SOURCE_FOLDER) / "tests/sources/sql";
  std::vector<std::string> out;
  for (auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".sql") out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

TEST(sql_files_server, scripts_give_what_the_catalogs_say_after_running_them) {
  REQUIRE_SERVER();
  const bool foreign = std::getenv("TRUEUP_SQL_CASES") != nullptr;
  std::size_t loaded = 0, right = 0, undecided = 0;
  std::map<std::string, std::size_t> diags, unmodelled;
  TestDatabase database;
  for (const std::string& path : scripts()) {
    const std::string text = *read_file(path);
    const Judged judged = judge(database, text);
    if (!judged.loaded) {
      EXPECT_TRUE(foreign) << path << ": " << judged.error;
      continue;
    }
    ++loaded;
    for (const Diag& diag : judged.diags) ++diags[diag.code];
    for (const Unmodelled& each : judged.unmodelled) ++unmodelled[each.catalog];
    std::string report;
    bool wrong = false;
    for (const std::string& line : judged.differences) {
      report += "  " + line + '\n';
      wrong = wrong || !line.starts_with("undecided");
    }
    undecided += !wrong && !judged.differences.empty();
    for (const Diag& diag : judged.diags) report += "  " + diag.str() + '\n';
    right += !wrong;
    if (foreign) {
      if (wrong) std::cout << path << '\n' << report;
    } else {
      EXPECT_TRUE(judged.differences.empty() && judged.diags.empty()) << path << '\n' << report;
    }
  }
  std::cout << "[ scripts  ] " << loaded << " loaded, " << right << " read right, " << undecided << " of them with undecided fields\n";
  if (!foreign) return;
  for (auto& [code, count] : diags) std::cout << "  diag " << code << ' ' << count << '\n';
  for (auto& [sort, count] : unmodelled) std::cout << "  not modelled: " << sort << ' ' << count << '\n';
}

}  // namespace
}  // namespace trueup

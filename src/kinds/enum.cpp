#include "kinds/enum.h"

#include <algorithm>

#include "kinds/sql.h"
#include "pg/catalog_reader.h"

namespace trueup {

bool only_adds_labels(const Enum& have, const Enum& want) {
  std::size_t found = 0;
  for (auto& label : want.labels) found += found < have.labels.size() && label == have.labels[found];
  return found == have.labels.size();
}

namespace {

// ---- fields ----
Sql add_labels(const Change& change) {
  auto c = typed<Enum>(change);
  Sql out;
  std::size_t found = 0;
  const std::string type = "ALTER TYPE " + qualified(c.id[0], c.id[1]) + " ADD VALUE ";
  for (std::size_t i = 0; i < c.want.labels.size(); ++i) {
    auto& label = c.want.labels[i];
    if (found < c.have.labels.size() && label == c.have.labels[found]) {
      ++found;
      continue;
    }
    std::string sql = type + quote_literal(label);
    if (found < c.have.labels.size()) sql += " BEFORE " + quote_literal(c.have.labels[found]);
    out.push_back(sql);
  }
  return out;
}
Effects adding_labels(const Change&) { return {.lock = Lock::none, .ends_batch = true}; }

// Removing or moving a label has no ALTER form; that is a recipe of its own, and never done without consent.
bool needs_new_type(const Change& change) {
  auto c = typed<Enum>(change);
  return !only_adds_labels(c.have, c.want);
}

std::vector<Field> fields() {
  return fields_of<Enum>(field<&Enum::labels>("labels", RebuildIf{needs_new_type, {add_labels, adding_labels}}, "The values in their order."));
}

// ---- read ----
constexpr std::string_view catalog_sql = R"sql(
  SELECT t.oid, t.typnamespace, t.typname, array(SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
    FROM pg_type t WHERE t.typtype = 'e' AND t.typnamespace $schemas)sql";
constexpr std::string_view fingerprint_sql = R"sql(
  SELECT sum(hashtextextended(t.typname || ':' || e.enumlabel || e.enumsortorder, 0)) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
   WHERE t.typnamespace $schemas)sql";

void read(const CatalogRow& row, CatalogReader& reader) {
  Enum made;
  made.labels = row.text_array(3);
  reader.add(CatalogClass::type, row.oid(0), Id(kind_of<Enum>(), {reader.schema(row.oid(1)), row.symbol(2)}), std::move(made));
}

// ---- write ----
std::string label_list(const Enum& e) {
  std::string out;
  for (auto& label : e.labels) out += (out.empty() ? "" : ", ") + quote_literal(label);
  return out;
}
Sql create(const Change& c) {
  return {"CREATE TYPE " + qualified(c.id[0], c.id[1]) + " AS ENUM (" + label_list(*static_cast<const Enum*>(c.want)) + ")"};
}
Sql drop(const Change& c) { return {"DROP TYPE " + qualified(c.id[0], c.id[1])}; }
bool only_extra(const void* h, const void* w) {
  auto &have = static_cast<const Enum*>(h)->labels, &want = static_cast<const Enum*>(w)->labels;
  return have.size() > want.size() && std::equal(want.begin(), want.end(), have.begin());
}
std::string phrase(const Id& id) { return "TYPE " + qualified(id[0], id[1]); }
Effects creating(const Change&) { return {.lock = Lock::none}; }
Effects dropping(const Change&) { return {.lock = Lock::none, .drops = true}; }
std::string summary(const Id&, const void* p) { return "(" + label_list(*static_cast<const Enum*>(p)) + ")"; }

}  // namespace

const Kind& enum_kind() {
  static const Kind kind = with_payload<Enum>({
      .name = "enum", .title = "Enum type", .plural = "enum types",
      .doc = "A type whose values are listed.",
      .parents = {"schema"}, .path_size = 2, .weight = 4, .is_type = true, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .fingerprint_sql = fingerprint_sql, .order = 2},
      .create = create, .drop = drop, .phrase = phrase, .on_create = creating, .on_drop = dropping, .summary = summary,
      .only_extra = only_extra, .owner = type_owner, .lacking = lacking_in_schema});
  return kind;
}
template <>
const Kind& kind_of<Enum>() { return enum_kind(); }

}  // namespace trueup

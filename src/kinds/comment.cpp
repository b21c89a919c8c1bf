#include "kinds/comment.h"

#include "kinds/sql.h"
#include "pg/catalog_reader.h"

namespace trueup {
namespace {

// ---- fields ----
std::string set_to(const Id& id, const std::string& literal) {
  const Id object = id.object();
  return "COMMENT ON " + object.kind().phrase(object) + " IS " + literal;
}
Sql alter(const Change& change) {
  auto c = typed<Comment>(change);
  return {set_to(c.id, quote_literal(c.want.text))};
}
Effects light(const Change&) { return {.lock = Lock::share_update_exclusive}; }
std::vector<Field> fields() { return fields_of<Comment>(field<&Comment::text>("text", Alter{alter, light}, "What it says.")); }

// ---- read ----
constexpr std::string_view catalog_sql = "SELECT d.classoid::regclass, d.objoid, d.objsubid, d.description FROM pg_description d WHERE d.objoid >= 16384 OR d.objoid = 2200";
constexpr std::string_view fingerprint_sql = "SELECT sum(hashtextextended(d.description, d.objoid::int8 * 2048 + d.objsubid)) FROM pg_description d WHERE d.objoid >= 16384";

void read(const CatalogRow& row, CatalogReader& reader) {
  const Id object = reader.object(row.text(0), row.oid(1), static_cast<int>(row.number(2)));
  // Every new database says this of its schema "public", and every extension brings a comment of its own; nobody has
  // written either.
  if (object.empty() || object.kind().name == "extension" || (object.size() == 1 && row.text(3) == "standard public schema")) return;
  reader.add(CatalogClass::none, 0, Id::on(kind_of<Comment>(), object), Comment{.text = row.string(3)});
}

// ---- write ----
Sql create(const Change& c) { return {set_to(c.id, quote_literal(static_cast<const Comment*>(c.want)->text))}; }
Sql drop(const Change& c) { return {set_to(c.id, "NULL")}; }
std::string summary(const Id&, const void* p) { return quote_literal(static_cast<const Comment*>(p)->text); }

}  // namespace

const Kind& comment_kind() {
  static const Kind kind = with_payload<Comment>({
      .name = "comment", .title = "Comment", .plural = "comments",
      .doc = "A text on an object of any other kind.",
      .path_size = 0, .weight = 90, .is_satellite = true, .fields = fields(),
      .catalog = {.sql = catalog_sql, .read = read, .fingerprint_sql = fingerprint_sql, .order = 90},
      .create = create, .drop = drop, .on_create = light, .on_drop = light, .summary = summary});
  return kind;
}
template <>
const Kind& kind_of<Comment>() { return comment_kind(); }

}  // namespace trueup

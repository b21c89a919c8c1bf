#include "kinds/sequence.h"

#include <limits>

#include "kinds/column.h"
#include "kinds/sql.h"
#include "pg/catalog_reader.h"

namespace trueup {
namespace {
std::int64_t largest(const Type& type) {
  if (type.name == "smallint") return std::numeric_limits<std::int16_t>::max();
  if (type.name == "integer") return std::numeric_limits<std::int32_t>::max();
  return std::numeric_limits<std::int64_t>::max();
}
void clear_if(std::optional<std::int64_t>& value, std::int64_t at_default) {
  if (value == at_default) value.reset();
}
}  // namespace

void normalise(Sequence& s) {
  // CREATE SEQUENCE: ascending ones run from 1 to the type's largest value, descending ones from -1 to its smallest.
  const bool up = s.increment.value_or(1) > 0;
  const std::int64_t most = largest(s.type);
  clear_if(s.increment, 1);
  clear_if(s.cache, 1);
  clear_if(s.minimum, up ? 1 : -most - 1);
  clear_if(s.maximum, up ? most : -1);
  clear_if(s.start, up ? s.minimum.value_or(1) : s.maximum.value_or(-1));
  if (s.type.name == "bigint") s.type = {};
}

bool is_plain(const Sequence& s) { return !s.start && !s.increment && !s.minimum && !s.maximum && !s.cache && !s.cycle; }

namespace {

// ---- fields ----
std::string option(std::string_view word, const std::optional<std::int64_t>& value, std::string_view without) {
  return value ? ' ' + std::string(word) + ' ' + std::to_string(*value) : ' ' + std::string(without);
}
Sql alter_options(const Change& change) {
  auto c = typed<Sequence>(change);
  const bool up = c.want.increment.value_or(1) > 0;
  std::string sql = "ALTER SEQUENCE " + qualified(c.id[0], c.id[1]);
  if (c.have.type != c.want.type) sql += " AS " + (c.want.type.empty() ? std::string("bigint") : c.want.type.spell());
  if (c.have.increment != c.want.increment) sql += option("INCREMENT BY", c.want.increment, "INCREMENT BY 1");
  if (c.have.minimum != c.want.minimum) sql += option("MINVALUE", c.want.minimum, "NO MINVALUE");
  if (c.have.maximum != c.want.maximum) sql += option("MAXVALUE", c.want.maximum, "NO MAXVALUE");
  if (c.have.start != c.want.start) sql += option("START WITH", c.want.start, up ? "START WITH 1" : "START WITH -1");
  if (c.have.cache != c.want.cache) sql += option("CACHE", c.want.cache, "CACHE 1");
  if (c.have.cycle != c.want.cycle) sql += c.want.cycle ? " CYCLE" : " NO CYCLE";
  return {sql};
}
Effects altering(const Change&) { return {.lock = Lock::share_row_exclusive}; }
std::string owner_of(const Sequence& s) {
  return s.owned_by.to.empty() ? "NONE" : relation_of(s.owned_by.to) + '.' + quoted(s.owned_by.to.back());
}
Sql alter_owner(const Change& change) {
  auto c = typed<Sequence>(change);
  return {"ALTER SEQUENCE " + qualified(c.id[0], c.id[1]) + " OWNED BY " + owner_of(c.want)};
}
Value column_path(const void* p) {
  auto& ref = static_cast<const Sequence*>(p)->owned_by;
  return to_value(ref);
}
bool column_from(void* p, const Value& value) {
  std::vector<std::string> path;
  if (!from_value(value, path) || path.size() != 3) return false;
  static_cast<Sequence*>(p)->owned_by.to = Id(kind_of<Column>(), {std::string_view(path[0]), std::string_view(path[1]), std::string_view(path[2])});
  return true;
}

std::vector<Field> fields() {
  const Alter options{alter_options, altering, "options"};
  auto owned_by = field<&Sequence::owned_by>("owned_by", Alter{alter_owner, altering}, "The column it is dropped with.");
  owned_by.read = column_path;
  owned_by.write = column_from;
  // The owner is set in a step of its own, after its table is there: it is not something the sequence needs.
  owned_by.refs = [](const void*, const Id&, const SeeRef&) {};
  owned_by.late_refs = [](const void* p, const SeeRef& see) {
    if (auto& ref = static_cast<const Sequence*>(p)->owned_by; !ref.to.empty()) see(ref.to);
  };
  return fields_of<Sequence>(
      field<&Sequence::type>("type", options, "smallint, integer or bigint: bounds its values."),
      field<&Sequence::start>("start", options, "Its first value."),
      field<&Sequence::increment>("increment", options, "The step from one value to the next."),
      field<&Sequence::minimum>("minimum", options, "Its smallest value."),
      field<&Sequence::maximum>("maximum", options, "Its largest value."),
      field<&Sequence::cache>("cache", options, "Values a session takes at a time."),
      field<&Sequence::cycle>("cycle", options, "Begins again when it has run out."),
      owned_by);
}

// ---- read ----
// deptype 'i' is an identity column's own sequence: part of the column, not an object.
constexpr std::string_view catalog_sql = R"sql(
  SELECT c.oid, c.relnamespace, c.relname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
         d.refobjid, d.refobjsubid
    FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
    LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass
                         AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
   WHERE c.relkind = 'S' AND c.relnamespace $schemas AND c.relpersistence <> 't' AND d.deptype IS DISTINCT FROM 'i')sql";
constexpr std::string_view fingerprint_sql = R"sql(
  SELECT sum(hashtextextended(s::text, 0)) FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid WHERE c.relnamespace $schemas)sql";

void read(const CatalogRow& row, CatalogReader& reader) {
  Sequence made{.type = reader.type(row.text(3)), .start = row.number(4), .increment = row.number(5), .minimum = row.number(6),
                .maximum = row.number(7), .cache = row.number(8), .cycle = row.boolean(9)};
  normalise(made);
  if (!row.is_null(10))
    if (auto* relation = reader.relation(row.oid(10)))
      made.owned_by.to = Id(kind_of<Column>(), {relation->schema, relation->name, reader.attribute(row.oid(10), static_cast<int>(row.number(11)))});
  reader.add(CatalogClass::relation, row.oid(0), Id(kind_of<Sequence>(), {reader.schema(row.oid(1)), row.symbol(2)}), made);
}

// ---- write ----
Sql create(const Change& change) {
  auto& s = *static_cast<const Sequence*>(change.want);
  std::string sql = "CREATE SEQUENCE " + qualified(change.id[0], change.id[1]);
  if (!s.type.empty()) sql += " AS " + s.type.spell();
  if (s.increment) sql += " INCREMENT BY " + std::to_string(*s.increment);
  if (s.minimum) sql += " MINVALUE " + std::to_string(*s.minimum);
  if (s.maximum) sql += " MAXVALUE " + std::to_string(*s.maximum);
  if (s.start) sql += " START WITH " + std::to_string(*s.start);
  if (s.cache) sql += " CACHE " + std::to_string(*s.cache);
  if (s.cycle) sql += " CYCLE";
  return {sql};
}
Sql drop(const Change& c) { return {"DROP SEQUENCE " + qualified(c.id[0], c.id[1])}; }
std::string phrase(const Id& id) { return "SEQUENCE " + qualified(id[0], id[1]); }
Effects creating(const Change&) { return {.lock = Lock::none}; }
Effects dropping(const Change&) { return {.drops = true}; }

}  // namespace

const Kind& sequence_kind() {
  static const Kind kind = with_payload<Sequence>({
      .name = "sequence", .title = "Sequence", .plural = "sequences",
      .doc = "A counter. The sequences of serial and identity columns are part of their column, not objects of their own.",
      .parents = {"schema"}, .path_size = 2, .weight = 6, .holds_data = true, .fields = fields(), .late_fields = {"owned_by"},
      .catalog = {.sql = catalog_sql, .read = read, .fingerprint_sql = fingerprint_sql, .order = 50},
      .create = create, .drop = drop, .phrase = phrase, .on_create = creating, .on_drop = dropping,
      .owner = relation_owner, .lacking = lacking_in_schema});
  return kind;
}
template <>
const Kind& kind_of<Sequence>() { return sequence_kind(); }

}  // namespace trueup

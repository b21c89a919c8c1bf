#include "settle/mistakes.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "kinds/check.h"
#include "kinds/column.h"
#include "kinds/foreign_key.h"
#include "kinds/index.h"
#include "kinds/policy.h"
#include "kinds/primary_key.h"
#include "kinds/sequence.h"
#include "kinds/table.h"
#include "kinds/unique.h"
#include "pg/parse.h"

namespace trueup {
namespace {

// Newer servers know expressions that our grammar, of PostgreSQL 15, does not: those of SQL/JSON, and numbers as 0xff and 1_000.
bool may_be_of_newer_grammar(std::string_view text) {
  const std::string all = lower(text);
  if (all.find("json") != std::string::npos || all.find("system_user") != std::string::npos) return true;
  for (std::size_t i = 0; i + 1 < all.size(); ++i)
    if (all[i] >= '0' && all[i] <= '9' && (all[i + 1] == '_' || all[i + 1] == 'x' || all[i + 1] == 'o' || all[i + 1] == 'b')) return true;
  return false;
}

void find_wrong(const Model& model, const Object& object, const Expr& expr, Diags& out) {
  if (!expr) return;
  const auto text = [&] { return object.id.str() + ": `" + std::string(expr.text()) + "` "; };
  if (!expr.reason().empty()) {
    if (const std::string why = why_no_sql(expr, Server::maybe_newer); !why.empty())
      out.push_back({.code = "unparsable-expression", .message = text() + "cannot be parsed: " + why, .origin = object.origin, .hint = "mend it where it is written"});
    return;
  }
  if (!expr.is_canonical() || model.may_have_more(Id(kind_of<Column>(), {object.id[0], object.id[1], Symbol("?")}))) return;
  for (Symbol name : expr.columns()) {
    const Id column(kind_of<Column>(), {object.id[0], object.id[1], name});
    if (!model.find(column) && !model.unknown_about(column, {}) && !model.unknown_about(Id(kind_of<Table>(), {object.id[0], object.id[1]}), {}))
      out.push_back({.code = "no-such-column", .message = text() + "speaks of " + name.str() + ", which the table does not have", .origin = object.origin, .hint = "mend it where it is written"});
  }
}

// A typing error, or a module that was not read.
void find_dangling(const Model& model, const Object& object, Diags& out) {
  if (object.as_if<Column>()) return;  // most objects are, and name no other table
  model.each_need(object, [&](const Id& to) {
    if (!to.kind().is_relation || (object.id.size() >= 2 && to == object.id.above(to.kind(), 2))) return;
    if (model.find(to) || model.unknown_about(to, {})) return;
    out.push_back({.code = "dangling-reference",
                   .message = object.id.str() + " refers to " + to.str() + ", which no model declares",
                   .origin = object.origin,
                   .hint = "is its module among those that were read?"});
  });
}

std::unordered_set<Symbol> symbols(std::initializer_list<std::string_view> texts) {
  std::unordered_set<Symbol> out;
  for (std::string_view text : texts) out.emplace(text);
  return out;
}

// Types that SQLAlchemy has, or people write, for other databases. Somebody may have a type of that name nevertheless.
void find_foreign_type(const Model& model, const Object& object, Diags& out) {
  auto* column = object.as_if<Column>();
  if (!column || column->type.schema.empty()) return;
  static const std::unordered_set<Symbol> of_others = symbols({"nvarchar", "nvarchar2", "varchar2", "clob", "nclob", "blob", "tinyblob", "mediumblob", "longblob", "datetime", "datetime2", "smalldatetime", "datetimeoffset", "tinyint",
                                                       "mediumint", "tinytext", "mediumtext", "longtext", "ntext", "binary", "varbinary", "uniqueidentifier", "rowversion", "smallmoney", "number", "binary_float", "binary_double", "double"});
  if (!of_others.contains(column->type.name)) return;
  for (auto& other : model.objects())
    if (other.kind().is_type && other.id.back() == column->type.name) return;
  out.push_back({.code = "foreign-type", .message = object.id.str() + " has the type " + column->type.spell() + ", which is of another database", .origin = object.origin,
                 .hint = "PostgreSQL has varchar, text, bytea, timestamp, smallint, uuid, double precision; with_variant() gives each database its own"});
}

// What keys of tables refer to, and which names they take.
class Keys {
 public:
  explicit Keys(const Model& model) : model_(model) {}

  Diags wrong() {
    for (auto& object : model_.objects()) {
      find_taken(object);
      if (auto* key = object.as_if<ForeignKey>()) find_wrong_key(object, *key);
    }
    return std::move(out_);
  }

 private:
  // Tables, indexes and the keys that have one share the names of a schema.
  void find_taken(const Object& object) {
    if (object.as_if<Column>()) return;  // most objects are
    const bool takes = object.kind().is_relation || object.as_if<Index>() || object.as_if<PrimaryKey>() || object.as_if<Unique>() || object.as_if<Sequence>();
    if (!takes || object.named == Named::server) return;
    auto [at, fresh] = taken_.try_emplace(std::uint64_t{object.id[0].number()} << 32 | object.id.back().number(), &object);
    if (fresh) return;
    // The one written later is in the wrong; objects come in the order of their symbols, which says nothing to a reader.
    const Object *first = at->second, *second = &object;
    if (is_before(*second, *first)) std::swap(first, second), at->second = first;
    out_.push_back({.code = "name-taken", .message = second->id.str() + " has the name of " + first->id.str() + ", and tables, indexes and keys of a schema share their names", .origin = second->origin,
                    .hint = "give one of them another name"});
  }

  static bool is_before(const Object& a, const Object& b) {
    const auto place = [](const Object& object) {
      return std::tuple(object.origin.file.view(), object.origin.line, object.origin.column, object.id.str());
    };
    return place(a) < place(b);
  }

  void find_wrong_key(const Object& object, const ForeignKey& key) {
    const Id& to = key.references.to;
    const Object* table = to.empty() ? nullptr : model_.find(to);
    if (!table || !table->as_if<Table>() || is_partly_known(to)) return;
    const std::size_t count = std::min(key.columns.names.size(), key.referenced_columns.size());
    for (std::size_t i = 0; i < count; ++i) {
      const Id mine(kind_of<Column>(), {object.id[0], object.id[1], key.columns.names[i]}), theirs(kind_of<Column>(), {to[0], to[1], key.referenced_columns[i]});
      const Object *from = model_.find(mine), *at = model_.find(theirs);
      if (!at) {
        if (!model_.unknown_about(theirs, {}))
          out_.push_back({.code = "no-such-column", .message = object.id.str() + " refers to " + theirs.str() + ", which the table does not have", .origin = object.origin, .hint = "mend it where it is written"});
        return;
      }
      static const Symbol type("type");
      if (!from || model_.unknown_about(mine, type) || model_.unknown_about(theirs, type)) continue;
      const Type &a = from->as<Column>().type, &b = at->as<Column>().type;
      if (const Family x = family_of(a), y = family_of(b); x != y && x != Family::other && y != Family::other)
        out_.push_back({.code = "incompatible-key", .message = object.id.str() + " is of " + a.spell() + ", and " + theirs.str() + " of " + b.spell() + ": PostgreSQL cannot compare them", .origin = object.origin,
                        .hint = "give both columns one type"});
    }
    if (!key.referenced_columns.empty() && !is_unique(to, key.referenced_columns))
      out_.push_back({.code = "not-unique", .message = object.id.str() + " refers to " + to.path_str() + " (" + joined(key.referenced_columns) + "), of which no key makes sure that it is unique", .origin = object.origin,
                      .hint = "PostgreSQL needs a primary key, a unique constraint or a unique index there"});
  }

  bool is_partly_known(const Id& table) const {
    if (model_.unknown_about(table, {}) || model_.may_have_more(Id(kind_of<Column>(), {table[0], table[1], Symbol("?")}))) return true;
    for (const Kind* kind : {&kind_of<PrimaryKey>(), &kind_of<Unique>(), &kind_of<Index>()})
      if (model_.unknown_about(Id(*kind, {table[0], table[1], Symbol("?")}), {})) return true;
    return false;
  }

  bool is_unique(const Id& table, std::vector<Symbol> columns) const {
    const auto by_number = [](Symbol a, Symbol b) { return a.number() < b.number(); };
    const auto same = [&](std::vector<Symbol> names) {
      if (names.size() != columns.size()) return false;
      std::sort(names.begin(), names.end(), by_number);
      return names == columns;
    };
    std::sort(columns.begin(), columns.end(), by_number);
    for (auto& object : model_.on_relation(table[0], table[1])) {
      if (auto* key = object.as_if<PrimaryKey>(); key && same(key->columns.names)) return true;
      if (auto* key = object.as_if<Unique>(); key && same(key->columns.names)) return true;
      if (auto* index = object.as_if<Index>(); index && index->unique && !index->where && same(index->plain_columns())) return true;
    }
    return false;
  }

  // Types that a foreign key may join: within a family there are operators from each to each.
  enum class Family { other, number, text, moment, uuid, boolean, bytes, json };
  static Family family_of(const Type& type) {
    if (!type.schema.empty() || type.array) return Family::other;
    static const std::unordered_map<Symbol, Family> known = {
        {Symbol("smallint"), Family::number}, {Symbol("integer"), Family::number}, {Symbol("bigint"), Family::number}, {Symbol("numeric"), Family::number}, {Symbol("real"), Family::number},
        {Symbol("double precision"), Family::number}, {Symbol("text"), Family::text}, {Symbol("character varying"), Family::text}, {Symbol("character"), Family::text}, {Symbol("date"), Family::moment},
        {Symbol("timestamp without time zone"), Family::moment}, {Symbol("timestamp with time zone"), Family::moment}, {Symbol("uuid"), Family::uuid}, {Symbol("boolean"), Family::boolean},
        {Symbol("bytea"), Family::bytes}, {Symbol("jsonb"), Family::json}};
    const auto at = known.find(type.name);
    return at == known.end() ? Family::other : at->second;
  }

  static std::string joined(const std::vector<Symbol>& names) {
    std::string out;
    for (Symbol name : names) out += (out.empty() ? "" : ", ") + name.str();
    return out;
  }

  const Model& model_;
  Diags out_;
  std::unordered_map<std::uint64_t, const Object*> taken_;  // by the numbers of schema and name
};

}  // namespace

std::vector<const Expr*> expressions_of(const Object& object) {
  if (auto* column = object.as_if<Column>()) return {&column->default_value, &column->generated};
  if (auto* check = object.as_if<Check>()) return {&check->expression};
  if (auto* policy = object.as_if<Policy>()) return {&policy->using_expression, &policy->check_expression};
  auto* index = object.as_if<Index>();
  if (!index) return {};
  std::vector<const Expr*> out = {&index->where};
  for (auto& key : index->keys) out.push_back(&key.expression);
  return out;
}

std::string why_no_sql(const Expr& expr, Server server) {
  if (expr.reason().empty()) return {};
  if (server == Server::maybe_newer && may_be_of_newer_grammar(expr.text())) return {};
  const auto parsed = parse_expression(expr.text());
  return parsed || parsed.error().code != "syntax-error" ? std::string() : parsed.error().message;
}

bool is_mistake(std::string_view code) {
  constexpr std::string_view codes[] = {"table-declared-twice", "index-declared-twice", "enum-declared-twice", "column-declared-twice", "duplicate-object",
                                        "contradiction", "conflicting-column", "no-primary-key", "name-too-long"};
  return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

Diags mistakes_in(const Model& model, bool whole) {
  Diags out = Keys(model).wrong();
  for (auto& object : model.objects()) {
    if (whole) find_dangling(model, object, out);
    find_foreign_type(model, object, out);
    if (object.as_if<Check>() || object.as_if<Index>())
      for (auto* expr : expressions_of(object)) find_wrong(model, object, *expr, out);
  }
  return out;
}

}  // namespace trueup

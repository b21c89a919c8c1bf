#include "pg/catalog_reader.h"

#include <algorithm>
#include <charconv>

#include "pg/stored_tree.h"
#include "pg/types.h"

namespace trueup {

std::int64_t CatalogRow::number(std::size_t i) const {
  std::int64_t out = 0;
  std::from_chars(fields[i].data(), fields[i].data() + fields[i].size(), out);
  return out;
}

std::vector<int> CatalogRow::numbers(std::size_t i) const {
  std::vector<int> out;
  const char* at = fields[i].data();
  const char* end = at + fields[i].size();
  while (at < end) {
    int n = 0;
    auto [next, error] = std::from_chars(at, end, n);
    if (error == std::errc()) out.push_back(n);
    at = next == at ? at + 1 : next;
  }
  return out;
}

std::vector<std::string> CatalogRow::text_array(std::size_t i) const {
  // array_out: {a,"b c","d\"e"}; a NULL element cannot occur in the columns read.
  std::vector<std::string> out;
  std::string_view text = fields[i];
  if (text.size() < 2) return out;
  text = text.substr(1, text.size() - 2);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string item;
    if (text[at] == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
        item += text[at];
      }
      ++at;
    } else {
      for (; at < text.size() && text[at] != ','; ++at) item += text[at];
    }
    out.push_back(std::move(item));
  }
  return out;
}

namespace {
std::uint64_t key_of(CatalogClass catalog, std::uint32_t oid) { return (std::uint64_t(catalog) << 32) | oid; }
CatalogClass class_named(std::string_view name) {
  if (name == "pg_class") return CatalogClass::relation;
  if (name == "pg_constraint") return CatalogClass::constraint;
  if (name == "pg_type") return CatalogClass::type;
  if (name == "pg_namespace") return CatalogClass::schema;
  if (name == "pg_policy") return CatalogClass::policy;
  if (name == "pg_extension") return CatalogClass::extension;
  return CatalogClass::none;
}
template <class Map>
auto look_up(const Map& map, std::uint32_t oid) {
  const auto at = map.find(oid);
  return at == map.end() ? typename Map::mapped_type{} : at->second;
}
}  // namespace

bool CatalogReader::add_object(CatalogClass catalog, std::uint32_t oid, const Id& id, const void* payload) {
  if (!draft_.add(Object{.id = id, .data = payload})) return false;
  if (catalog != CatalogClass::none) objects_.emplace(key_of(catalog, oid), id);
  return true;
}

Symbol CatalogReader::schema(std::uint32_t oid) const { return look_up(schemas_, oid); }
Symbol CatalogReader::collation(std::uint32_t oid) const { return look_up(collations_, oid); }
std::string CatalogReader::access_method(std::uint32_t oid) const { return look_up(methods_, oid); }
Symbol CatalogReader::unusual_opclass(std::uint32_t oid) const { return look_up(opclasses_, oid); }

const CatalogReader::Relation* CatalogReader::relation(std::uint32_t oid) const {
  const auto at = relations_.find(oid);
  return at == relations_.end() ? nullptr : &at->second;
}

const CatalogReader::Attribute* CatalogReader::find_attribute(std::uint32_t relation, int number) const {
  const auto at = attributes_.find(relation);
  if (at == attributes_.end() || number < 1 || static_cast<std::size_t>(number) > at->second.size()) return nullptr;
  return &at->second[static_cast<std::size_t>(number) - 1];
}

Symbol CatalogReader::attribute(std::uint32_t relation, int number) const {
  const Attribute* at = find_attribute(relation, number);
  return at ? at->name : Symbol();
}

std::uint32_t CatalogReader::attribute_collation(std::uint32_t relation, int number) const {
  const Attribute* at = find_attribute(relation, number);
  return at ? at->collation : 0;
}

std::uint32_t CatalogReader::collation_of_type(std::uint32_t oid) const { return look_up(type_collations_, oid); }

Type CatalogReader::type(std::string_view format_type) const {
  auto parsed = parse_type(format_type);
  return parsed ? *parsed : Type{.name = Symbol(format_type)};
}

Type CatalogReader::type(std::uint32_t oid, std::int64_t modifier, std::string_view format_type) {
  auto [at, is_new] = types_.try_emplace((std::uint64_t{oid} << 32) | static_cast<std::uint32_t>(modifier));
  if (is_new) at->second = type(format_type);
  return at->second;
}

Id CatalogReader::object(std::string_view catalog, std::uint32_t oid, int column) const {
  const CatalogClass in = class_named(catalog);
  if (in == CatalogClass::relation && column > 0) {
    auto* table = relation(oid);
    if (!table || (table->kind != 'r' && table->kind != 'p') || is_member(in, oid)) return {};
    return Id(kind_named("column"), {table->schema, table->name, attribute(oid, column)});
  }
  const auto at = objects_.find(key_of(in, oid));
  return at == objects_.end() ? Id() : at->second;
}

bool CatalogReader::is_member(CatalogClass catalog, std::uint32_t oid) const { return members_.contains(key_of(catalog, oid)); }

void CatalogReader::add_relation(std::uint32_t oid, Relation relation) { relations_[oid] = relation; }

CatalogReader::Attribute& CatalogReader::add_attribute(std::uint32_t relation, int number, Symbol name, std::uint32_t collation) {
  auto& all = attributes_[relation];
  if (all.size() < static_cast<std::size_t>(number)) all.resize(static_cast<std::size_t>(number));
  Attribute& attribute = all[static_cast<std::size_t>(number) - 1];
  attribute = {name, collation};
  return attribute;
}

void CatalogReader::note_relation(char kind, Symbol schema, Symbol name, std::uint32_t oid) {
  if (is_member(CatalogClass::relation, oid)) return;
  const char* word = kind == 'v' ? "view" : kind == 'm' ? "materialized view" : "foreign table";
  noted_.emplace(oid, draft_.unmodelled.size());
  draft_.unmodelled.push_back({word, schema.str() + '.' + name.str(), schema, name, {}, {}});
}

void CatalogReader::need_relation(std::uint32_t oid) {
  if (!relations_.contains(oid)) needed_.insert(oid);
}

void CatalogReader::later(std::function<void(CatalogReader&)> work) { later_.push_back(std::move(work)); }

void CatalogReader::expression(const StoredExpr& stored) {
  std::string key = tree_key(stored.tree, [&](int number) { return attribute(stored.relation, number); });
  key += '#';
  key += std::to_string(stored.slot);
  auto [at, is_new] = group_index_.try_emplace(std::move(key), groups_.size());
  if (is_new) groups_.emplace_back();
  StoredExpr member = stored;
  member.tree = {};
  groups_[at->second].members.push_back(member);
}

}  // namespace trueup

#include "kinds/constraint.h"

namespace trueup {

std::string constraint_phrase(const Id& id) { return "CONSTRAINT " + quoted(id.back()) + " ON " + relation_of(id); }

Sql rename_constraint(const Id& have, Symbol to) {
  return {"ALTER TABLE " + relation_of(have) + " RENAME CONSTRAINT " + quoted(have.back()) + " TO " + quoted(to)};
}

Sql drop_constraint(const Change& change) { return {"ALTER TABLE " + relation_of(change.id) + " DROP CONSTRAINT " + quoted(change.id.back())}; }

std::string deferral(bool deferrable, bool initially_deferred) {
  if (!deferrable) return {};
  return initially_deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
}

Id constraint_id(const Kind& kind, const CatalogRow& row, const CatalogReader& reader) {
  auto* table = reader.relation(row.oid(1));
  if (!table || (table->kind != 'r' && table->kind != 'p') || reader.is_member(CatalogClass::relation, row.oid(1))) return {};
  return Id(kind, {table->schema, table->name, row.symbol(2)});
}

std::vector<Symbol> columns_of(const CatalogRow& row, std::size_t field, std::uint32_t relation, const CatalogReader& reader) {
  std::vector<Symbol> out;
  for (int number : row.numbers(field)) out.push_back(reader.attribute(relation, number));
  return out;
}

}  // namespace trueup

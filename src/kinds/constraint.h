// What the constraints of a table share: how they are read, named and dropped.
#pragma once
#include "kinds/sql.h"
#include "pg/catalog_reader.h"

namespace trueup {

std::string constraint_phrase(const Id& id);
Sql rename_constraint(const Id& have, Symbol to);
Sql drop_constraint(const Change& change);
std::string deferral(bool deferrable, bool initially_deferred);  // " DEFERRABLE INITIALLY DEFERRED"

// The id of the constraint in this row (oid, conrelid, conname …); empty when its table is not read or belongs to an extension.
Id constraint_id(const Kind& kind, const CatalogRow& row, const CatalogReader& reader);
std::vector<Symbol> columns_of(const CatalogRow& row, std::size_t field, std::uint32_t relation, const CatalogReader& reader);

}  // namespace trueup

#include "read/python/server_names.h"

#include <map>

#include "kinds/check.h"
#include "kinds/foreign_key.h"
#include "kinds/primary_key.h"
#include "kinds/table.h"
#include "kinds/unique.h"
#include "pg/names.h"
#include "pg/parse.h"

namespace trueup {
namespace {

bool is_key(const Object& object) { return object.as_if<PrimaryKey>() || object.as_if<Unique>(); }
bool is_constraint(const Object& object) { return is_key(object) || object.as_if<Check>() || object.as_if<ForeignKey>(); }

Symbol chosen(const Object& object, const NamesInUse& names) {
  const Symbol schema = object.id[0], table = object.id[1];
  if (object.as_if<PrimaryKey>()) return primary_key_name(names, schema, table);
  if (auto* unique = object.as_if<Unique>()) {
    std::vector<Symbol> columns = unique->columns.names;
    columns.insert(columns.end(), unique->include.names.begin(), unique->include.names.end());
    return unique_name(names, schema, table, columns);
  }
  if (auto* key = object.as_if<ForeignKey>()) return foreign_key_name(names, schema, table, key->columns.names);
  const auto parsed = parse_expression(object.as<Check>().expression.text());
  return check_name(names, schema, table, parsed ? single_column(parsed->node()) : Symbol());
}

}  // namespace

void name_unnamed(Draft& draft) {
  NamesInUse names;
  for (auto& object : draft.objects())
    if (object.as_if<Table>()) names.add_relation(object.id[0], object.id[1]);
  std::map<Id, Id> moved;
  for (std::size_t i = 0; i < draft.objects().size(); ++i) {
    const Object object = draft.objects()[i];
    if (object.id.empty() || !is_constraint(object)) continue;
    const Symbol name = object.named == Named::server ? chosen(object, names) : object.id.back();
    names.add_constraint(object.id[0], name);
    if (is_key(object)) names.add_relation(object.id[0], name);
    if (name == object.id.back()) continue;
    const Id to = object.id.named(name);
    if (draft.move(object.id, to)) moved.emplace(object.id, to);
  }
  for (auto& unknown : draft.unknowns)
    if (auto at = moved.find(unknown.about); at != moved.end()) unknown.about = at->second;
}

}  // namespace trueup

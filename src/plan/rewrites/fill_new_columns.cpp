// A NOT NULL column without a server default, added to a table that holds rows. With a constant from the application:
// ADD COLUMN … DEFAULT constant and DROP DEFAULT in one transaction, which writes no row. With a value that differs by
// row: added nullable, filled, then NOT NULL. With nothing: left out from the beginning (expand), with statements to
// choose from.
#include "kinds/column.h"
#include "kinds/sql.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {
namespace {

bool wants_a_value(const Steps& steps, const Object& object) {
  auto* column = object.as_if<Column>();
  if (!column || !steps.on_existing_table(object)) return false;
  if (column->nullable || has_default(*column) || column->generated || column->serial != Serial::none || column->identity != Identity::none) return false;
  return steps.may_hold_rows(steps.table_of(object.id)->id);
}

}  // namespace

std::string why_unfillable(const Steps& steps, const Object& object) {
  if (!wants_a_value(steps, object) || !object.as<Column>().fill.empty()) return {};
  return "it is NOT NULL, the table holds rows, and nothing says what they should get";
}

std::vector<std::string> choices_to_fill(const Object& object) {
  auto column = object.as<Column>();
  const std::string table = relation_of(object.id), name = quoted(object.id.back());
  Column nullable = column;
  nullable.nullable = true;
  const std::string add = "ALTER TABLE " + table + " ADD COLUMN " + name + ' ';
  return {add + column_definition(nullable) + " DEFAULT <value> NOT NULL;  -- the same value for every row",
          add + column_definition(nullable) + "; UPDATE " + table + " SET " + name + " = <expression>; ALTER TABLE " + table + " ALTER COLUMN " + name +
              " SET NOT NULL;  -- a value of its own for each row",
          add + column_definition(nullable) + ";  -- and let the model say nullable"};
}

void fill_new_columns(Steps& steps) {
  const std::size_t count = steps.all.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (steps.all[i].verb != Verb::create || steps.removed.contains(i)) continue;
    const Object& object = *steps.all[i].want;
    if (!wants_a_value(steps, object) || object.as<Column>().fill.empty()) continue;
    auto* column = object.as_if<Column>();
    if (!column->fill_per_row) {
      steps.all[i].options.fill = column->fill.str();
      steps.all[i].note = "existing rows get the model's default " + column->fill.str();
      continue;
    }
    Column nullable = *column;
    nullable.nullable = true;
    Object before = object;
    before.data = steps.plan.store->add(std::move(nullable));
    const Object* added = steps.keep(before);
    steps.all[i].want = added;
    const Difference* cause = steps.all[i].cause;
    steps.all.push_back({.verb = Verb::fill, .want = &object, .cause = cause, .fill = column->fill.str(), .note = "existing rows get values of their own: " + column->fill.str()});
    steps.all.push_back({.verb = Verb::alter, .have = added, .want = &object, .fields = {object.kind().field("nullable")}, .cause = cause});
  }
}

}  // namespace trueup

// A nullable column that should be NOT NULL is filled from its default before; a value is never invented.
#include "kinds/column.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {

void fill_nulls(Steps& steps) {
  const std::size_t count = steps.all.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (steps.all[i].verb != Verb::alter || !steps.all[i].want || steps.removed.contains(i)) continue;
    const Object &want = *steps.all[i].want, &have = *steps.all[i].have;
    auto* column = want.as_if<Column>();
    if (!column || column->nullable || !have.as<Column>().nullable || !steps.have.find(have.id)) continue;
    const std::string fill = has_default(*column) ? std::string(column->default_value.text()) : column->fill.str();
    if (fill.empty()) continue;  // the pre-flight counts what is NULL
    Step filling{.verb = Verb::fill, .want = &want, .cause = steps.all[i].cause, .fill = fill, .note = "NULLs get the default " + fill};
    // Steps on one object keep their order: the filling takes the alter's place, the alter comes behind it.
    Step alter = std::move(steps.all[i]);
    steps.all[i] = std::move(filling);
    steps.all.push_back(std::move(alter));
  }
}

}  // namespace trueup

// A partition or child gets columns, keys, checks and foreign keys from the table above it, and loses them with it:
// PostgreSQL does it by itself, and refuses to do it below alone.
#include "kinds/check.h"
#include "kinds/column.h"
#include "kinds/foreign_key.h"
#include "kinds/primary_key.h"
#include "kinds/table.h"
#include "kinds/unique.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {
namespace {

// The same columns, keys and so on, whatever the name.
bool equal_payload(const Object& a, const Object& b) {
  for (auto& field : a.kind().fields)
    if (!field.ignored() && field.compare(a.data, b.data) != Verdict::same) return false;
  return true;
}

// Whether what happens to `below`, an object of a partition, happens to the table above it too.
bool is_same_above(const Step& above, const Step& below, const Id& parent) {
  const Object &a = above.subject(), &b = below.subject();
  if (above.verb != below.verb || &a.kind() != &b.kind() || a.id.size() != 3 || a.id[0] != parent[0] || a.id[1] != parent[1]) return false;
  if (a.as_if<Column>()) return a.id[2] == b.id[2] && (above.verb != Verb::alter || above.fields == below.fields);
  if (a.as_if<Check>()) return a.id[2] == b.id[2] && !a.as<Check>().no_inherit;
  if (above.verb == Verb::alter) return above.fields == below.fields && equal_payload(a, b);
  return (a.as_if<PrimaryKey>() || a.as_if<Unique>() || a.as_if<ForeignKey>()) && equal_payload(a, b);
}

}  // namespace

void inherited(Steps& steps) {
  // From the leaves up: each step looks for its like one table higher, so that a grandchild's goes with the child's.
  std::vector<std::size_t> gone;
  for (std::size_t i = 0; i < steps.all.size(); ++i) {
    const Step& below = steps.all[i];
    if (steps.removed.contains(i) || below.subject().id.size() != 3) continue;
    const Object* table = steps.table_of(below.subject().id);
    const Id parent = table && table->as_if<Table>() ? table->as<Table>().partition_of.to : Id();
    if (parent.empty()) continue;
    for (std::size_t j = 0; j < steps.all.size(); ++j)
      if (!steps.removed.contains(j) && is_same_above(steps.all[j], below, parent)) {
        gone.push_back(i);
        // What is made on the partition's column or key waits for the step that brings it.
        const Id id = below.subject().id;
        if (below.verb == Verb::create) steps.makers[id] = steps.makers.at(steps.all[j].want->id);
        if (below.verb == Verb::drop) steps.breakers[id] = steps.breakers.at(steps.all[j].have->id);
        break;
      }
  }
  steps.removed.insert(gone.begin(), gone.end());
}

}  // namespace trueup

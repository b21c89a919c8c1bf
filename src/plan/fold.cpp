// Columns, keys and checks of a new table go into its CREATE TABLE, for people to read and for the server to do at once.
#include <algorithm>

#include "plan/steps.h"

namespace trueup {

void fold(Steps& steps) {
  std::unordered_map<Id, std::vector<std::size_t>> children;  // by table
  for (std::size_t i = 0; i < steps.all.size(); ++i) {
    Step& step = steps.all[i];
    if (step.verb != Verb::create || !step.want->kind().fold || steps.removed.contains(i)) continue;
    auto* above = steps.want.parent(step.want->id);
    if (above && steps.makers.contains(above->id)) children[above->id].push_back(i);
  }
  for (auto& [table, folded] : children) {
    Step& maker = steps.all[steps.makers.at(table)];
    // Columns in their order, then keys and checks by kind and name.
    auto place = [&](std::size_t i) {
      const Object& object = *steps.all[i].want;
      auto* field = object.kind().field("position");
      const Value position = field ? field->read(object.data) : Value{};
      return std::tuple(object.kind().weight, position.integer() ? *position.integer() : 0, object.id);
    };
    std::sort(folded.begin(), folded.end(), [&](auto a, auto b) { return place(a) < place(b); });
    for (std::size_t i : folded) {
      maker.folded.push_back(steps.all[i].want);
      steps.makers[steps.all[i].want->id] = steps.makers.at(table);
      steps.removed.insert(i);
    }
  }
}

}  // namespace trueup

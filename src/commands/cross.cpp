#include "commands/cross.h"

#include <algorithm>
#include <ostream>
#include <set>

#include "base/text.h"
#include "diff/diff.h"
#include "model/model.h"
#include "read/locator.h"
#include "read/sqlalchemy/find.h"

namespace trueup {
namespace {

using Sort = Difference::Sort;

// The same models for the other reader. It imports what it is told to: modules that models: looks for are named.
Result<std::string> locator_for_python(const std::string& text) {
  const Locator locator = TRY(parse_locator(text));
  if (locator.sort != Locator::Sort::models)
    return Diag{.code = "bad-usage", .message = "--cross compares what models: and python: read, and " + locator.text + " is neither", .hint = "trueup models check models:PATH:MODULES --cross"};
  const auto modules = TRY(sqla::find_modules({.path = locator.path, .modules = locator.modules}));
  return "python:" + modules.root + ':' + join(modules.names, ",") + (locator.attribute.empty() ? "" : ':' + locator.attribute);
}

// What hangs on a table that only one of them has is told with the table.
bool is_told_with_its_table(const Difference& difference, const std::set<Id>& tables) {
  const Id& id = difference.subject().id;
  const Id& on = id.is_satellite() ? id.object() : id;
  if (on.size() < 2) return false;
  for (auto& table : tables)
    if (table != id && table[0] == on[0] && table[1] == on[1]) return true;
  return false;
}

std::string place_of(const Difference& difference) {
  const Origin& place = difference.have && difference.have->origin ? difference.have->origin : difference.want ? difference.want->origin : difference.have->origin;
  return place ? " — " + place.str() : "";
}

std::string shown(const Value& value) {
  if (value.is_null()) return "none";
  return value.text() ? *value.text() : to_json(value);
}

std::string sentence(const Difference& difference) {
  const std::string subject = difference.subject().id.str();
  switch (difference.sort) {
    case Sort::added: return subject + ": only python: has it";
    case Sort::dropped: return subject + ": only models: has it";
    case Sort::renamed: return difference.have->id.str() + ": python: calls it " + difference.want->id.back().str();
    case Sort::instead: return subject + ": models: has " + difference.have->id.str() + " for it";
    case Sort::changed:
    case Sort::undecided: break;
  }
  std::string out = subject + ":";
  if (difference.fields.empty() || !difference.have || !difference.want) return out + ' ' + difference.reason;
  for (std::size_t i = 0; i < difference.fields.size(); ++i) {
    const Field& field = *difference.fields[i];
    out += (i ? "; " : " ") + std::string(field.name) + " is " + shown(field.read(difference.have->data)) + " by models:, " + shown(field.read(difference.want->data)) + " by python:";
  }
  return out;
}

// The static reader said that it does not know this; or it did not read everything, and this may stand in the rest.
bool is_declared(const Difference& difference, const Model& model, bool incomplete) {
  if (difference.sort == Sort::added && incomplete) return true;
  const Id& id = difference.subject().id;
  if (difference.sort == Sort::undecided)
    return std::any_of(model.unknowns().begin(), model.unknowns().end(), [&](auto& unknown) { return unknown.reason == difference.reason; });
  return model.unknown_about(id, {}) != nullptr;
}

}  // namespace

Result<Crossing> cross_check(const std::vector<std::string>& locators, const SourceFlags& flags, Context& context) {
  std::vector<std::string> other;
  for (auto& text : locators) other.push_back(TRY(locator_for_python(text)));
  // Neither is silent about anything here.
  const Single by_models = TRY(open_single(locators, flags, context, Scope::everything()));
  const Single by_python = TRY(open_single(other, flags, context, Scope::everything()));
  Crossing out{.delta = diff(by_models.model, by_python.model)};
  out.objects = by_python.model->objects().size();
  std::set<Id> tables;
  for (auto& difference : out.delta.differences)
    if ((difference.sort == Sort::added || difference.sort == Sort::dropped) && difference.subject().kind().is_relation) tables.insert(difference.subject().id);
  out.declared = by_models.model->unknowns().size();
  for (auto& difference : out.delta.differences) {
    if (is_told_with_its_table(difference, tables)) continue;
    if (is_declared(difference, *by_models.model, by_models.incomplete)) continue;
    (difference.sort == Sort::undecided ? out.undecided : out.silent).push_back(&difference);
  }
  return out;
}

void show(const Crossing& crossing, std::ostream& out) {
  for (auto* difference : crossing.silent) out << "differs  " << sentence(*difference) << place_of(*difference) << '\n';
  for (auto* difference : crossing.undecided) out << "unknown  " << sentence(*difference) << place_of(*difference) << '\n';
  if (!crossing.silent.empty() || !crossing.undecided.empty()) out << '\n';
  const std::string tail = crossing.declared ? "; models: declares " + counted(crossing.declared, "thing") + " unknown" : "";
  if (crossing.silent.empty()) out << "both readers say the same of " << counted(crossing.objects, "object") << tail << '\n';
  else out << counted(crossing.silent.size(), "difference") << " among " << counted(crossing.objects, "object") << tail << '\n';
}

Value to_value(const Crossing& crossing) {
  auto list = [](const std::vector<const Difference*>& differences) {
    List out;
    for (auto* difference : differences) {
      Record each;
      each.add("object", difference->subject().id.str()).add("message", sentence(*difference));
      if (difference->have && difference->have->origin) each.add("models", difference->have->origin.str());
      if (difference->want && difference->want->origin) each.add("python", difference->want->origin.str());
      out.emplace_back(std::move(each));
    }
    return out;
  };
  Record out;
  out.add("differences", list(crossing.silent)).add("undecided", list(crossing.undecided));
  out.add("unknown", std::int64_t(crossing.declared)).add("objects", std::int64_t(crossing.objects));
  return out;
}

}  // namespace trueup

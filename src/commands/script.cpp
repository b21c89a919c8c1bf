#include "commands/script.h"

#include <algorithm>
#include <map>
#include <ostream>

#include "apply/facts.h"
#include "base/text.h"

namespace trueup {
namespace {

void comment(std::ostream& out, std::string_view text, std::string_view indent = "") {
  for (auto& line : split(text, '\n')) out << "-- " << indent << printable(line) << '\n';
}

std::string why(const Step& step) {
  std::string out = step.subject().id.str();
  if (!step.note.empty()) out += ": " + step.note;
  if (step.subject().origin) out += " (" + step.subject().origin.str() + ")";
  return out;
}

// What a reader should know before running it.
std::string hazards(const Step& step) {
  const Effects effects = effects_of(step);
  std::vector<std::string> parts;
  if (effects.lock >= Lock::share) parts.push_back("lock " + std::string(name_of(effects.lock)));
  if (effects.rewrites) parts.push_back("rewrites the table");
  if (effects.scans) parts.push_back("reads the whole table");
  if (effects.drops) parts.push_back(step.subject().kind().holds_data ? "drops data" : "drops it");
  if (effects.narrows) parts.push_back("may cut or refuse values");
  return join(parts, ", ");
}

constexpr std::size_t many = 20;

}  // namespace

void write_script(const Approved& approved, Context& context, LeftOutLines lines) {
  auto& out = context.out;
  bool first = true;
  for (auto& batch : approved.batches()) {
    if (!first) out << '\n';
    first = false;
    if (batch.in_transaction) out << "BEGIN;\n";
    for (auto& step : batch.steps) {
      comment(out, why(step));
      if (auto text = hazards(step); !text.empty()) comment(out, text, "  ");
      for (auto& sql : render(step)) out << sql << ";\n";
    }
    if (batch.in_transaction) out << "COMMIT;\n";
  }
  if (approved.left_out().empty()) return;
  out << (first ? "" : "\n");
  std::map<std::string, std::size_t> shown;  // by consent
  for (auto& left : approved.left_out()) {
    if (++shown[left.consent] > many && lines == LeftOutLines::shortly && !left.consent.empty()) continue;
    const Origin& origin = left.difference->subject().origin;
    comment(out, "left out: " + left.difference->subject().id.str() + ": " + left.reason + (origin ? " (" + origin.str() + ")" : std::string()));
    if (!left.consent.empty()) comment(out, "allow it with --allow " + left.consent + ":", "  ");
    for (auto& sql : left.sql) comment(out, sql + ";", "    ");
    if (!left.choices.empty()) comment(out, left.choices.size() == 1 ? "what would help:" : "choose one of:", "  ");
    for (auto& choice : left.choices) comment(out, choice, "    ");
  }
  if (lines == LeftOutLines::shortly)
    for (auto& [consent, n] : shown)
      if (n > many && !consent.empty()) comment(out, "left out: " + std::to_string(n - many) + " more for want of --allow " + consent + "; `trueup fix` shows them all");
}

Unmade all_unmade(const Model& model) {
  Unmade out;
  for (auto& other : model.unmodelled()) out.push_back(&other);
  return out;
}

Unmade unmade_with_tables(const Delta& delta) {
  Unmade out;
  auto is_of = [](const std::string& name, const std::string& table) { return name == table || name.starts_with(table + '.'); };
  for (auto& difference : delta.differences) {
    if (difference.sort != Difference::Sort::added || !difference.want->kind().is_relation) continue;
    const Id& id = difference.want->id;
    for (auto& other : delta.want->unmodelled())
      if (is_of(other.name, id.path_str()) || is_of(other.name, id.back().str())) out.push_back(&other);
  }
  return out;
}

void say_unmade(const Unmade& unmade, std::ostream& script, const Context& context) {
  if (unmade.empty()) return;
  std::map<std::string, std::vector<std::string>> by_catalog;
  for (auto* other : unmade) by_catalog[other->catalog].push_back(other->name + (other->origin ? " (" + other->origin.str() + ")" : ""));
  std::vector<std::string> counts;
  script << '\n';
  for (auto& [catalog, names] : by_catalog) {
    counts.push_back(counted(names.size(), catalog));
    std::sort(names.begin(), names.end());
    for (auto& name : names) comment(script, "not in this script: " + catalog + ' ' + name);
  }
  context.show({.code = "not-modelled", .message = "what trueup does not model is left to you: " + join(counts, ", "), .hint = "the script ends with their names", .severity = Severity::warning});
}

Result<Facts> facts_for(const Sides& sides, const Delta& delta) {
  if (!sides.session) return Facts{};
  return read_facts(*sides.session, delta);
}

}  // namespace trueup

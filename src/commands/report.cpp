#include "commands/report.h"

#include <ostream>

#include "base/text.h"
#include "commands/doubt.h"

namespace trueup {
namespace {

struct Palette {
  const char *error = "", *warning = "", *unknown = "", *dim = "", *bold = "", *off = "";
};
Palette palette(bool colour) {
  if (!colour) return {};
  return {"\x1b[31m", "\x1b[33m", "\x1b[35m", "\x1b[2m", "\x1b[1m", "\x1b[0m"};
}

std::map<std::string, std::size_t> seen_not_compared(const Delta& delta) {
  auto out = delta.not_compared;
  std::map<std::string, std::size_t> have, want;
  for (auto& other : delta.have->unmodelled()) ++have[other.catalog];
  for (auto& other : delta.want->unmodelled()) ++want[other.catalog];
  // What both sides have is likely the same: it counts once.
  for (auto& [catalog, n] : want) have[catalog] = std::max(have[catalog], n);
  for (auto& [catalog, n] : have) out[catalog] += n;
  return out;
}

}  // namespace

Counts count(const std::vector<Finding>& findings) {
  Counts out;
  for (auto& finding : findings) ++(finding.weight == Weight::error ? out.errors : finding.weight == Weight::warning ? out.warnings : out.unknown);
  return out;
}

std::string coverage(const std::map<std::string, std::size_t>& by_kind) {
  std::vector<std::string> parts;
  for (auto* kind : all_kinds())
    if (auto at = by_kind.find(std::string(kind->name)); at != by_kind.end())
      parts.push_back(counted(at->second, replace_all(std::string(kind->name), "_", " "), kind->plural));
  for (auto& [name, n] : by_kind)
    if (!find_kind(name)) parts.push_back(counted(n, name));
  return join(parts, ", ");
}

namespace {

// Objects that nobody wants, by code and weight, where they are so many that a line for each would bury the rest.
using Crowds = std::map<std::pair<std::string, Weight>, std::vector<const Finding*>>;
constexpr std::size_t crowd = 20;

bool may_be_crowded(const Finding& finding) { return !finding.difference->want && finding.subject.size() <= 2 && finding.hint.empty(); }

Crowds crowds_of(const std::vector<Finding>& findings) {
  Crowds out;
  for (auto& finding : findings)
    if (may_be_crowded(finding)) out[{finding.code, finding.weight}].push_back(&finding);
  std::erase_if(out, [](auto& entry) { return entry.second.size() <= crowd; });
  return out;
}

}  // namespace

void show_report(const Delta& delta, const std::vector<Finding>& every_finding, const ReportOptions& options, Context& context) {
  const Palette p = palette(context.colour);
  auto& out = context.out;
  const auto crowds = context.verbose ? Crowds() : crowds_of(every_finding);
  std::vector<Finding> findings;
  for (auto& finding : every_finding)
    if (!may_be_crowded(finding) || !crowds.contains({finding.code, finding.weight})) findings.push_back(finding);
  std::string group;
  bool first = true;
  for (auto& finding : findings) {
    if (first || finding.group != group) {
      if (!first) out << '\n';
      group = finding.group;
      out << p.bold << printable(group) << p.off << '\n';
      first = false;
    }
    const bool error = finding.weight == Weight::error, warning = finding.weight == Weight::warning;
    out << "  " << (error ? p.error : warning ? p.warning : p.unknown) << (error ? "error   " : warning ? "warning " : "unknown ") << p.off
        << printable(finding.message.starts_with("unknown: ") ? finding.message.substr(9) : finding.message);
    // A reason that tells its place itself says it once.
    if (finding.origin && finding.message.find('(' + finding.origin.str() + ')') == std::string::npos) out << p.dim << " — " << printable(finding.origin.str()) << p.off;
    out << '\n';
    if (!finding.hint.empty()) out << "          hint: " << printable(finding.hint) << '\n';
  }
  for (auto& [key, many] : crowds) {
    const bool error = key.second == Weight::error, warning = key.second == Weight::warning;
    const Kind& kind = many.front()->subject.kind();
    std::vector<std::string> names;
    for (std::size_t i = 0; i < 5; ++i) names.push_back(printable(many[i]->group));
    if (!first) out << '\n';
    first = false;
    out << p.bold << kind.plural << " that nobody wants" << p.off << "\n  " << (error ? p.error : warning ? p.warning : p.unknown)
        << (error ? "error   " : warning ? "warning " : "unknown ") << p.off << (key.first.starts_with("extra-") ? "extra " : "") << kind.plural << ' '
        << join(names, ", ") << " and " << many.size() - names.size() << " more\n          hint: --verbose lists them; `ignore` in trueup.toml leaves out what is not yours\n";
  }
  if (!first) out << '\n';
  const Counts n = count(every_finding);
  if (every_finding.empty()) out << p.bold << (options.incomplete ? "nothing differs in what could be read" : "in step: nothing differs") << p.off << '\n';
  else {
    std::vector<std::string> parts;
    if (n.errors) parts.push_back(counted(n.errors, "error"));
    if (n.warnings) parts.push_back(counted(n.warnings, "warning"));
    if (n.unknown) parts.push_back(counted(n.unknown, "unknown", "unknown"));
    out << p.bold << join(parts, ", ") << p.off << '\n';
  }
  out << "compared: " << (delta.compared.empty() ? "nothing" : coverage(delta.compared)) << '\n';
  if (auto seen = seen_not_compared(delta); !seen.empty()) out << "seen and not compared: " << coverage(seen) << '\n';
  for (auto& [by, n] : delta.left_out) out << "left out by " << by << ": " << counted(n, "object") << '\n';
  if (options.silenced.by_configuration) out << "ignored by configuration: " << counted(options.silenced.by_configuration, "difference") << '\n';
  if (options.silenced.by_comment) out << "silenced by comments: " << counted(options.silenced.by_comment, "difference") << '\n';
  if (!options.cure.empty()) out << "to cure it: " << options.cure << (options.cure_note.empty() ? "" : "  (" + options.cure_note + ")") << '\n';
}

Value report_value(const Delta& delta, const std::vector<Finding>& findings, const ReportOptions& options) {
  const Counts n = count(findings);
  Record counts;
  counts.add("errors", std::int64_t(n.errors)).add("warnings", std::int64_t(n.warnings)).add("unknown", std::int64_t(n.unknown + options.unjudged.size())).add("ignored", std::int64_t(options.silenced.by_configuration));
  counts.add("silenced", std::int64_t(options.silenced.by_comment));
  auto by_kind = [](const std::map<std::string, std::size_t>& map) {
    Record out;
    for (auto& [kind, n] : map) out.add(kind, std::int64_t(n));
    return out;
  };
  List list;
  for (auto& finding : findings) list.push_back(to_value(finding));
  List unknowns;
  for (auto* unknown : options.unjudged) {
    Record each;
    each.add("object", subject_of(*unknown)).add("reason", unknown->reason);
    if (unknown->origin) each.add("origin", unknown->origin.str());
    unknowns.emplace_back(std::move(each));
  }
  Record out;
  out.add("have", delta.have->source().locator).add("want", delta.want->source().locator);
  out.add("findings", std::move(list)).add("unknown", std::move(unknowns)).add("counts", std::move(counts));
  out.add("compared", by_kind(delta.compared)).add("not_compared", by_kind(seen_not_compared(delta)));
  if (!delta.left_out.empty()) out.add("left_out", by_kind(delta.left_out));
  if (!options.cure.empty()) out.add("cure", options.cure);
  return out;
}

}  // namespace trueup

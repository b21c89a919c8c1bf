#include <fmt/format.h>

#include <ostream>

#include "base/exit_codes.h"
#include "base/command.h"
#include "base/text.h"
#include "commands/help.h"
#include "model/kind.h"

namespace trueup {
namespace {

struct KindsRequest {
  std::string kind = {};
  std::string format = "text";
};

std::string change_of(const Field& field) {
  if (auto* ignore = std::get_if<Ignore>(&field.on_change)) return "not compared: " + std::string(ignore->why);
  if (std::holds_alternative<Rebuild>(field.on_change)) return "made anew";
  if (std::holds_alternative<RebuildIf>(field.on_change)) return "altered, or made anew";
  if (std::holds_alternative<Recipe>(field.on_change)) return "cannot be changed in place";
  return "altered";
}

Value kind_value(const Kind& kind) {
  List fields;
  for (auto& field : kind.fields) {
    Record each;
    each.add("name", std::string(field.name)).add("doc", std::string(field.doc)).add("change", change_of(field));
    fields.emplace_back(std::move(each));
  }
  Record out;
  out.add("name", std::string(kind.name)).add("title", std::string(kind.title)).add("doc", std::string(kind.doc)).add("fields", std::move(fields));
  return out;
}

Result<int> run(const KindsRequest& request, Context& context) {
  const Kind* only = request.kind.empty() ? nullptr : find_kind(request.kind);
  if (!request.kind.empty() && !only) {
    std::vector<std::string> names;
    for (auto* kind : all_kinds()) names.emplace_back(kind->name);
    const std::string near = nearest(request.kind, names);
    return Diag{.code = "bad-usage", .message = "no kind is called " + request.kind, .hint = near.empty() ? "trueup kinds lists them" : "did you mean " + near + "?"};
  }
  if (request.format == "json") {
    List out;
    for (auto* kind : all_kinds())
      if (!only || only == kind) out.push_back(kind_value(*kind));
    context.out << to_json(out, 2) << '\n';
    return exit_code::in_order;
  }
  for (auto* kind : all_kinds()) {
    if (only && only != kind) continue;
    context.out << fmt::format("{:<14}{}\n", kind->name, kind->doc);
    if (!only) continue;
    for (auto& field : kind->fields) context.out << fmt::format("  {:<22}{}\n  {:<22}({})\n", field.name, field.doc, "", change_of(field));
  }
  return exit_code::in_order;
}

}  // namespace

Command kinds_command() {
  using R = KindsRequest;
  auto format = option("--format", &R::format, "FORMAT", "text, json");
  format.choices = {"text", "json"};
  return make_command<R>("kinds", "The kinds of objects that are modelled", embedded::kinds_md,
                         {positional("KIND", &R::kind, "Only this one, with its fields"), format}, run);
}

}  // namespace trueup

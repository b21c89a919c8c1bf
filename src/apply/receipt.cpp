#include "apply/receipt.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "model/kind.h"

namespace trueup {
namespace {

std::string_view word_of(const Step& step) {
  switch (step.verb) {
    case Verb::create: return "create";
    case Verb::alter: return "alter";
    case Verb::drop: return "drop";
    case Verb::rename: return "rename";
    case Verb::fill: return "fill";
  }
  return "";
}

List texts(const std::vector<std::string>& lines) { return {lines.begin(), lines.end()}; }

Value value_of(const StepOutcome& outcome, Times times) {
  const Step& step = *outcome.step;
  Record out;
  out.add("verb", std::string(word_of(step)));
  out.add("object", step.subject().id.str());
  if (!step.fields.empty()) {
    List fields;
    for (auto* field : step.fields) fields.emplace_back(std::string(field->name));
    out.add("fields", fields);
  }
  if (step.subject().origin) out.add("origin", step.subject().origin.str());
  out.add("sql", texts(outcome.sql));
  if (!step.note.empty()) out.add("note", step.note);
  if (times == Times::with) out.add("milliseconds", std::int64_t{outcome.took.count()});
  return out;
}

Value value_of(const Diag& diag) {
  Record out;
  out.add("code", diag.code).add("message", diag.message);
  if (diag.origin) out.add("origin", diag.origin.str());
  if (!diag.hint.empty()) out.add("hint", diag.hint);
  if (!diag.subject.empty()) out.add("object", diag.subject);
  return out;
}

}  // namespace

std::string title_of(const Step& step) {
  std::string out = std::string(word_of(step)) + ' ' + (step.verb == Verb::rename ? step.have->id.str() : step.subject().id.str());
  if (step.verb == Verb::rename) out += " to " + step.want->id.back().str();
  if (step.verb != Verb::alter) return out;
  std::vector<std::string> fields;
  for (auto* field : step.fields) fields.emplace_back(field->name);
  return out + " (" + join(fields, ", ") + ")";
}

Value to_value(const Receipt& receipt, const Approved& approved, Times times) {
  Record out;
  out.add("trueup", 1);
  List done, left_out;
  for (auto& outcome : receipt.done) done.push_back(value_of(outcome, times));
  out.add("done", done);
  if (receipt.failed) out.add("failed", value_of(*receipt.failed, times));
  if (receipt.error) out.add("error", value_of(*receipt.error));
  if (receipt.maybe_committed) out.add("maybe_committed", true);
  out.add("not_run", std::int64_t(receipt.not_run));
  for (auto& left : approved.left_out()) {
    Record one;
    one.add("object", left.difference->subject().id.str()).add("reason", left.reason);
    if (!left.consent.empty()) one.add("consent", left.consent);
    left_out.push_back(one);
  }
  out.add("left_out", left_out);
  out.add("proved", receipt.proved);
  out.add("contradictions", texts(receipt.contradictions));
  return out;
}

std::vector<std::string> lines_of(const Receipt& receipt, const Approved& approved, Times times) {
  constexpr std::size_t many = 20;
  std::vector<std::string> out;
  for (auto& outcome : receipt.done)
    out.push_back("done: " + title_of(*outcome.step) + (times == Times::with && outcome.took.count() ? " (" + std::to_string(outcome.took.count()) + " ms)" : std::string()));
  if (receipt.failed) out.push_back("failed: " + title_of(*receipt.failed->step));
  if (receipt.maybe_committed) out.push_back("whether its transaction was committed is not known: run again, and what is there will not be done twice");
  if (receipt.not_run) out.push_back(counted(receipt.not_run, "step") + " not run");
  const auto& all_left = approved.left_out();
  for (auto& left : std::span(all_left).first(std::min(all_left.size(), many)))
    out.push_back("left out: " + left.difference->subject().id.str() + ": " + left.reason + (left.consent.empty() ? std::string() : " (--allow " + left.consent + ")"));
  if (all_left.size() > many) out.push_back("left out: " + std::to_string(all_left.size() - many) + " more");
  for (auto& text : receipt.contradictions) out.push_back("read again: " + text);
  if (receipt.proved && !receipt.done.empty()) out.push_back("read again: " + counted(receipt.done.size(), "step") + " verified");
  return out;
}

}  // namespace trueup

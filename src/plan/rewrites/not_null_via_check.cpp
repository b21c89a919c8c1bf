// SET NOT NULL reads the whole table while nobody can use it, unless a validated check says already what it would find.
// So such a check is added NOT VALID and validated, which lets readers and writers pass, and dropped with SET NOT NULL,
// which is then brief. What has to be filled is filled before, in a transaction of its own. A check that an interrupted
// run left behind is taken over.
#include <algorithm>

#include "base/text.h"
#include "kinds/check.h"
#include "kinds/column.h"
#include "kinds/sql.h"
#include "kinds/table.h"
#include "plan/rewrites/rewrites.h"

namespace trueup {
namespace {

constexpr std::string_view suffix = "_trueup_not_null";
constexpr std::size_t longest_name = 63;
constexpr int first_version = 120000;  // which looks at checks

Id check_for(const Id& column) {
  return Id(kind_of<Check>(), {column[0], column[1], Symbol(std::string(utf8_prefix(column[2].view(), longest_name - suffix.size())) + std::string(suffix))});
}

bool is_alter_to_not_null(const Step& step) {
  if (step.verb != Verb::alter || !step.want->as_if<Column>() || !step.have->as<Column>().nullable || step.want->as<Column>().nullable) return false;
  // Together with another type or another source of numbers it is one statement, which reads the rows anyway.
  return std::all_of(step.fields.begin(), step.fields.end(), [](auto* field) { return field->name == "nullable" || field->name == "default"; });
}

bool is_in_use(const Steps& steps, const Object& column) {
  if (!steps.on_existing_table(column) || steps.is_partitioned(column)) return false;
  const Object* table = steps.have.find(steps.table_of(column.id)->id);
  return table && table->as_if<Table>() && table->as<Table>().partition_of.to.empty() && steps.may_hold_rows(table->id);
}

class NotNull {
 public:
  NotNull(Steps& steps, std::size_t alter) : steps_(steps), alter_(alter) {}

  void run() {
    const Object& column = *steps_.all[alter_].want;
    const Id id = check_for(column.id);
    const Object* leftover = steps_.have.find(id);
    if (steps_.want.find(id) || !taken_over(leftover, column.id)) return;
    find_fill();
    split_off_default();
    Check check{.expression = Expr::written(quoted(column.id.back()) + " IS NOT NULL")};
    const Object* proof = keep(id, column, check);
    check.validated = false;
    const Object* unchecked = keep(id, column, check);
    std::vector<std::size_t> order;
    if (fill_) order.push_back(*fill_);
    const Difference* cause = steps_.all[alter_].cause;
    if (!leftover) order.push_back(add({.verb = Verb::create, .want = proof, .options = {.not_valid = true}, .cause = cause, .note = "for SET NOT NULL, which then reads no rows"}));
    if (!leftover || !leftover->as<Check>().validated)
      order.push_back(add({.verb = Verb::alter, .have = unchecked, .want = proof, .fields = {proof->kind().field("validated")}, .options = {.proven_by = id.back().str()}, .cause = cause, .alone = true}));
    order.push_back(alter_);
    steps_.all[alter_].options.proven_by = id.back().str();
    for (std::size_t i = 1; i < order.size(); ++i) steps_.explicit_order.emplace_back(order[i - 1], order[i]);
  }

 private:
  // Whether nothing is in the way; what an earlier run left there goes with this difference, and asks for no consent.
  bool taken_over(const Object* leftover, const Id& column) {
    if (!leftover) return true;
    const auto columns = leftover->as<Check>().expression.columns();
    if (columns.size() != 1 || columns[0] != column.back()) return false;
    if (auto breaker = steps_.breakers.find(leftover->id); breaker != steps_.breakers.end()) {
      steps_.removed.insert(breaker->second);
      steps_.breakers.erase(breaker);
    }
    return true;
  }

  void find_fill() {
    for (std::size_t i = 0; i < steps_.all.size(); ++i)
      if (steps_.all[i].verb == Verb::fill && !steps_.removed.contains(i) && steps_.all[i].want->id == steps_.all[alter_].want->id) fill_ = i;
    if (fill_) steps_.all[*fill_].alone = true;
  }

  // The default comes first, for the rows that come meanwhile. Steps on one object keep their order.
  void split_off_default() {
    Step& step = steps_.all[alter_];
    if (step.fields.size() == 1) return;
    Column nullable = step.want->as<Column>();
    nullable.nullable = true;
    const Object* between = keep(step.want->id, *step.want, nullable);
    Step first = step, last = step;
    first.want = last.have = between;
    first.fields = {step.want->kind().field("default")};
    last.fields = {step.want->kind().field("nullable")};
    steps_.all[alter_] = std::move(last);
    if (!fill_) {
      const std::size_t at = add(std::move(first));
      std::swap(steps_.all[at], steps_.all[alter_]);
      alter_ = at;
      return;
    }
    const std::size_t fill = add(std::move(steps_.all[*fill_]));
    steps_.all[*fill_] = std::move(first);
    fill_ = fill;
    const std::size_t end = add(std::move(steps_.all[alter_]));
    steps_.removed.insert(alter_);
    alter_ = end;
  }

  template <class T>
  const Object* keep(const Id& id, const Object& like, T payload) {
    Object out = like;
    out.id = id;
    out.data = steps_.plan.store->add(std::move(payload));
    return steps_.keep(out);
  }
  std::size_t add(Step step) {
    steps_.all.push_back(std::move(step));
    return steps_.all.size() - 1;
  }

  Steps& steps_;
  std::size_t alter_;
  std::optional<std::size_t> fill_ = {};
};

}  // namespace

void not_null_via_check(Steps& steps) {
  const int version = steps.have.source().server_version;
  if (version && version < first_version) return;
  const std::size_t count = steps.all.size();
  for (std::size_t i = 0; i < count; ++i)
    if (!steps.removed.contains(i) && is_alter_to_not_null(steps.all[i]) && is_in_use(steps, *steps.all[i].want)) NotNull(steps, i).run();
}

}  // namespace trueup

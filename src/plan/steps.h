// The working state of plan: steps with their makers and breakers. The passes of plan.cpp work on it in turn.
#pragma once
#include <unordered_map>
#include <unordered_set>

#include "plan/plan.h"

namespace trueup {

struct Steps {
  Plan& plan;
  const Facts& facts;
  const Model& have;
  const Model& want;
  std::vector<Step> all = {};
  std::unordered_map<Id, std::size_t> makers = {}, breakers = {};  // object → the step that creates, drops it
  std::unordered_set<Id> not_now = {};                             // what must not be touched or made
  std::unordered_set<std::size_t> removed = {};
  std::vector<std::pair<std::size_t, std::size_t>> explicit_order = {};  // first, then: what no reference says

  bool is_new(const Id& id) const { return makers.contains(id); }
  void create(const Object& object, const Difference* cause);
  void drop(const Object& object, const Difference* cause);
  // The table that an object hangs on, in either model; null for what hangs on none.
  const Object* table_of(const Id& id) const;
  // Whether the object's table is there already, and so may hold rows and be in use.
  bool on_existing_table(const Object& object) const;
  bool is_partitioned(const Object& object) const;
  bool may_hold_rows(const Id& table) const { return !facts.empty_tables.contains(table); }
  void leave_out(const Difference* difference, std::string reason, std::vector<std::string> choices = {});
  bool is_left_out(const Difference& difference) const;
  const Object* keep(Object object);  // an object of the plan's own
};

// The passes, in their order.
void expand(Steps& steps);              // differences → steps
void rebuild_dependents(Steps& steps);  // what hangs on something that is rebuilt goes with it and comes back
void rewrite(Steps& steps);             // plan/rewrites: the same end by a safer way
void fold(Steps& steps);                // columns, keys and checks of a new table into its CREATE TABLE
void order(Steps& steps, std::vector<Batch>& batches);

}  // namespace trueup

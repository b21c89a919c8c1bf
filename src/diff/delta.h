// Delta: what differs between two models. Six sorts for all kinds; of an undecided one no step is ever made.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/model.h"

namespace trueup {

struct Difference {
  enum class Sort {
    added,      // want has it, have lacks it
    dropped,    // have has it, want lacks it
    changed,    // both have it, `fields` differ
    renamed,    // both have it, under different names that somebody gave
    instead,    // have says the same by an object of another kind (a unique index for a unique constraint)
    undecided,  // `reason` keeps us from judging it, or `fields` of it
  };
  Sort sort = Sort::added;
  const Object* have = nullptr;
  const Object* want = nullptr;
  std::vector<const Field*> fields = {};
  std::string reason = {};
  Origin reason_origin = {};

  const Object& subject() const { return want ? *want : *have; }
};

struct Delta {
  ModelPtr have, want;
  std::vector<Difference> differences = {};
  // Objects of want that are have's under another name: want's id → have's id.
  std::map<Id, Id> paired = {};
  std::map<std::string, std::size_t> compared = {};      // kind → objects
  std::map<std::string, std::size_t> not_compared = {};  // what was seen and lies outside of both scopes
  std::map<std::string, std::size_t> left_out = {};      // by whom ("include_object of migrations/env.py") → objects

  bool empty() const { return differences.empty(); }
};

}  // namespace trueup

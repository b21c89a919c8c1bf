// Two objects of one kind, field by field.
#pragma once
#include "diff/delta.h"

namespace trueup {

struct FieldVerdicts {
  std::vector<const Field*> different, undecided;
  std::vector<const Field*> unspoken = {};  // set in have, and want is silent about it
  std::string reason = {};  // of the first undecided one
  Origin reason_origin = {};
};

// Unknown fields are undecided, fields that one side is silent about are left out.
FieldVerdicts compare_fields(const Model& have_model, const Object& have, const Model& want_model, const Object& want);

// By payload alone, for pairing.
Verdict compare_payload(const Object& have, const Object& want);

}  // namespace trueup

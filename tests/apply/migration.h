// What the tests of apply share: a database as SQL made it, a want as SQL says it, and the way from one to the other.
#pragma once
#include <gtest/gtest.h>

#include "apply/apply.h"
#include "apply/facts.h"
#include "apply/receipt.h"
#include "diff/diff.h"
#include "pg/catalog.h"
#include "read/sql_files.h"
#include "settle/settle.h"
#include "tests/support/test_server.h"

namespace trueup {

inline Result<ModelPtr> read_model(Session& session) { return settle(TRY(read_catalog(session, {})), {}); }

// What the text says; its objects have "want.sql:LINE" as their origin.
inline ModelPtr wanted(const Model& have, const std::string& sql) {
  Draft draft;
  apply_sql(draft, {{.text = sql, .file = Symbol("want.sql"), .line = 1}});
  for (auto& diag : draft.diags) ADD_FAILURE() << diag.str();
  draft.scope = {.parts = {{.all_schemas = true, .kinds = every_kind()}}};
  return settle(std::move(draft), surroundings_of(have));
}

inline Approved approved_for(Session& session, const std::string& want, const Consents& consents = {.drop = true, .narrow = true, .rewrite = true}) {
  auto have = read_model(session);
  EXPECT_TRUE(have) << (have ? std::string() : have.error().str());
  Delta delta = diff(*have, wanted(**have, want));
  auto facts = read_facts(session, delta);
  EXPECT_TRUE(facts) << (facts ? std::string() : facts.error().str());
  return gate(plan(std::move(delta), *facts), consents);
}

// One undisturbed run to the end; "" when the database then is as wanted.
inline std::string bring_to(Session& session, const std::string& want) {
  const Approved approved = approved_for(session, want);
  auto receipt = apply(approved, session, {}, read_model);
  if (!receipt) return receipt.error().str();
  if (receipt->error) return receipt->error->str();
  if (!receipt->proved) return "not proved: " + (receipt->contradictions.empty() ? std::string() : receipt->contradictions[0]);
  auto have = read_model(session);
  if (!have) return have.error().str();
  std::string out;
  for (auto& difference : diff(*have, wanted(**have, want)).differences) out += difference.subject().id.str() + " still differs\n";
  return out;
}

inline std::string text_of(const Receipt& receipt, const Approved& approved) {
  std::string out;
  for (auto& line : lines_of(receipt, approved)) out += line + '\n';
  return out;
}

}  // namespace trueup

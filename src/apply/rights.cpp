#include "apply/rights.h"

#include <map>

#include "base/text.h"
#include "model/quote.h"

namespace trueup {
namespace {

// The object whose owner may change this one: itself, or the nearest above it that has an owner.
const Object* owned(const Model& model, const Object* object) {
  while (object && !object->kind().owner) object = model.parent(object->id);
  return object;
}

struct Asked {
  const Step* step = nullptr;
  const Object* owned = nullptr;  // null: `lacking` was asked
};

class Rights {
 public:
  Rights(const Approved& approved, Session& session, Preflight& out)
      : approved_(approved), session_(session), out_(out), have_(*approved.delta().have), want_(*approved.delta().want) {}

  Result<Nothing> run() {
    if (session_.about().in_recovery) {
      out_.problems.push_back({.code = "read-only-server", .message = session_.spec().safe_text() + " is a standby: nothing can be changed on it",
                               .hint = "connect to the primary", .trouble = Trouble::connection});
      return ok();
    }
    for (auto& batch : approved_.batches())
      for (auto& step : batch.steps) ask_about(step);
    if (queries_.empty()) return ok();
    Rows rows = TRY(session_.exec(join(queries_, "\nUNION ALL ") + "\nORDER BY 1"));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Asked& asked = asked_[std::stoul(std::string(rows.at(i, 0)))];
      tell(asked, std::string(rows.at(i, 1)));
    }
    return ok();
  }

 private:
  void ask_about(const Step& step) {
    const Object& object = step.have ? *step.have : *step.want;
    const Object* there = have_.find(object.id);
    if (step.verb != Verb::create || !object.kind().owner) {
      const Object* above = there ? there : want_.parent(object.id);
      if (const Object* root = owned(there ? have_ : want_, above)) ask_owner(step, root);
    }
    if (step.verb != Verb::create) return;
    ask_lacking(step, object);
    for (auto* inside : step.folded) ask_lacking(step, *inside);
  }

  void ask_owner(const Step& step, const Object* root) {
    if (!have_.find(root->id) || !owners_asked_.insert(root->id).second) return;
    queries_.push_back("SELECT " + std::to_string(asked_.size()) + ", r.rolname::text FROM pg_roles r WHERE r.oid = (" + root->kind().owner(root->id) +
                       ") AND NOT pg_has_role(r.oid, 'USAGE')");
    asked_.push_back({&step, root});
  }

  void ask_lacking(const Step& step, const Object& object) {
    if (!object.kind().lacking) return;
    const std::string sql = object.kind().lacking({object.id, nullptr, object.data, step.options});
    if (!lacking_asked_.insert(sql).second) return;
    queries_.push_back("SELECT " + std::to_string(asked_.size()) + ", (" + sql + ") WHERE EXISTS (" + sql + ")");
    asked_.push_back({&step, nullptr});
  }

  void tell(const Asked& asked, const std::string& answer) {
    const Object& object = asked.step->subject();
    const std::string user = session_.about().user;
    Diag diag{.code = "missing-right", .origin = object.origin, .trouble = Trouble::connection, .subject = object.id.str()};
    if (asked.owned) {
      diag.code = "not-owner";
      diag.message = asked.owned->id.str() + " belongs to " + answer + ": " + user + " may not change it";
      diag.hint = "connect as " + answer + ", or: GRANT " + quote_identifier(answer) + " TO " + quote_identifier(user);
    } else {
      diag.message = user + " may not create " + object.id.str();
      diag.hint = "it takes: " + answer;
    }
    out_.problems.push_back(std::move(diag));
  }

  const Approved& approved_;
  Session& session_;
  Preflight& out_;
  const Model &have_, &want_;
  std::vector<std::string> queries_;
  std::vector<Asked> asked_;
  std::set<Id> owners_asked_;
  std::set<std::string> lacking_asked_;
};

// What at least half of the tables of a schema grant to others than their owners, and default privileges don't give.
std::string shared_grants(const std::string& schema) {
  return "WITH siblings AS (SELECT c.oid, c.relacl, c.relowner, c.relnamespace FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
         "  WHERE n.nspname = " + quote_literal(schema) + " AND c.relkind IN ('r', 'p') AND NOT c.relispartition),"
         " shared AS (SELECT a.grantee, a.privilege_type FROM siblings s CROSS JOIN aclexplode(s.relacl) a"
         "  WHERE a.grantee NOT IN (s.relowner, (SELECT oid FROM pg_roles WHERE rolname = current_user)) GROUP BY 1, 2"
         "  HAVING count(DISTINCT s.oid) * 2 >= (SELECT count(*) FROM siblings)),"
         " given AS (SELECT a.grantee, a.privilege_type FROM pg_default_acl d CROSS JOIN aclexplode(d.defaclacl) a"
         "  WHERE d.defaclobjtype = 'r' AND d.defaclrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
         "    AND d.defaclnamespace IN (0, (SELECT min(relnamespace::int8)::oid FROM siblings)))"
         " SELECT CASE WHEN s.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(r.rolname) END, string_agg(s.privilege_type, ', ' ORDER BY s.privilege_type)"
         "   FROM shared s LEFT JOIN pg_roles r ON r.oid = s.grantee"
         "  WHERE (s.grantee, s.privilege_type) NOT IN (SELECT grantee, privilege_type FROM given) GROUP BY 1 ORDER BY 1";
}

}  // namespace

Result<Nothing> check_rights(const Approved& approved, Session& session, Preflight& out) { return Rights(approved, session, out).run(); }

Result<Nothing> compare_grants(const Approved& approved, Session& session, Preflight& out) {
  std::map<std::string, Rows> by_schema;
  for (auto& batch : approved.batches())
    for (auto& step : batch.steps) {
      if (step.verb != Verb::create || !step.want->kind().is_relation) continue;
      const std::string schema = step.want->id[0].str();
      if (!by_schema.contains(schema)) by_schema.emplace(schema, TRY(session.exec(shared_grants(schema))));
      std::vector<std::string> grants;
      const Rows& rows = by_schema[schema];
      for (std::size_t i = 0; i < rows.size(); ++i)
        grants.push_back("GRANT " + std::string(rows.at(i, 1)) + " ON " + quote_qualified(step.want->id[0], step.want->id[1]) + " TO " + std::string(rows.at(i, 0)) + ";");
      if (grants.empty()) continue;
      out.warnings.push_back({.code = "missing-grants", .message = step.want->id.str() + " would lack grants that most tables of " + schema + " have",
                              .origin = step.want->origin, .hint = join(grants, " "), .severity = Severity::warning, .trouble = Trouble::drift,
                              .subject = step.want->id.str()});
    }
  return ok();
}

}  // namespace trueup

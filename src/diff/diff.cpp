#include "diff/diff.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "diff/compare.h"
#include "diff/pair.h"
#include "model/quote.h"

namespace trueup {
namespace {

using Sort = Difference::Sort;

class Differ {
 public:
  Differ(ModelPtr have, ModelPtr want) : have_(*have), want_(*want) { delta_.have = std::move(have), delta_.want = std::move(want); }

  Delta run() {
    pairs_ = pair_up(have_, want_);
    for (auto& pair : pairs_.pairs) compare_pair(pair);
    merge();
    std::sort(delta_.differences.begin(), delta_.differences.end(), [](auto& a, auto& b) {
      return std::tie(a.subject().id, a.sort) < std::tie(b.subject().id, b.sort);
    });
    return std::move(delta_);
  }

 private:
  bool both_speak(const Id& id) const { return have_.scope().covers(id) && want_.scope().covers(id); }

  // Both models are in the same order, so that one walk over both finds what only one of them has.
  void merge() {
    auto h = have_.objects().begin(), w = want_.objects().begin();
    const auto h_end = have_.objects().end(), w_end = want_.objects().end();
    while (h != h_end || w != w_end) {
      if (w == w_end || (h != h_end && IdOrder()(h->id, w->id))) only_have(*h++);
      else if (h == h_end || IdOrder()(w->id, h->id)) only_want(*w++);
      else both_have(*h++, *w++);
    }
  }

  void compare_pair(const Pairs::Pair& pair) {
    if (!both_speak(pair.have->id) || !both_speak(pair.want->id)) return;
    delta_.paired.emplace(pair.want->id, pair.have->id);
    if (pair.sort == Sort::changed) return both_have(*pair.have, *pair.want);
    ++delta_.compared[std::string(pair.want->kind().name)];
    delta_.differences.push_back({.sort = pair.sort, .have = pair.have, .want = pair.want});
  }

  void both_have(const Object& have, const Object& want) {
    if (!both_speak(have.id)) return outside(have);
    ++delta_.compared[std::string(want.kind().name)];
    if (have.hash == want.hash && want_.unknowns().empty() && have_.unknowns().empty()) return;
    FieldVerdicts verdicts = compare_fields(have_, have, want_, want);
    // A column that nobody has read may belong to the key as well.
    const Unknown* more = !verdicts.different.empty() && want.kind().name == "primary_key" ? want_.may_have_more(want.id) : nullptr;
    if (more) {
      delta_.differences.push_back({.sort = Sort::undecided, .have = &have, .want = &want, .fields = verdicts.different, .reason = more->reason, .reason_origin = more->origin});
      return;
    }
    for (auto* field : verdicts.unspoken) ++delta_.not_compared[std::string(have.kind().name) + ' ' + std::string(field->name) + " setting"];
    if (!verdicts.different.empty()) delta_.differences.push_back({.sort = Sort::changed, .have = &have, .want = &want, .fields = verdicts.different});
    if (!verdicts.undecided.empty())
      delta_.differences.push_back({.sort = Sort::undecided, .have = &have, .want = &want, .fields = verdicts.undecided, .reason = verdicts.reason,
                                    .reason_origin = verdicts.reason_origin});
  }

  void only_have(const Object& have) {
    if (pairs_.other.contains(&have)) return;
    if (!both_speak(have.id) || never_extra(have) || is_version_table(have.id)) return outside(have);
    if (auto* unknown = want_.unknown_about(have.id, {})) return undecided(&have, nullptr, *unknown);
    if (auto* unknown = want_.find(have.id.above(kind_named("table"), 2)) ? want_.may_have_more(have.id) : nullptr) return undecided(&have, nullptr, *unknown);
    if (auto* unknown = unknown_of_its_columns(have)) return undecided(&have, nullptr, *unknown);
    ++delta_.compared[std::string(have.kind().name)];
    delta_.differences.push_back({.sort = Sort::dropped, .have = &have});
  }

  void only_want(const Object& want) {
    if (pairs_.other.contains(&want)) return;
    if (!both_speak(want.id)) return outside(want);
    if (auto* unknown = have_.unknown_about(want.id, {})) return undecided(nullptr, &want, *unknown);
    if (auto* unknown = whole_unknown(want)) return undecided(nullptr, &want, *unknown);
    if (want.id.size() >= 2)
      if (auto* there = have_.other_relation(want.id[0], want.id[1])) return stands_as_other(want, *there);
    if (repeats_another(want)) return void(++delta_.compared[std::string(want.kind().name)]);
    ++delta_.compared[std::string(want.kind().name)];
    delta_.differences.push_back({.sort = Sort::added, .want = &want});
  }

  // An object whose making depends on something unknown: itself, one of its fields, or (of a table) one of its columns.
  const Unknown* whole_unknown(const Object& want) const {
    if (auto* unknown = want_.unknown_about(want.id, {})) return unknown;
    if (!want.kind().is_relation) return nullptr;
    for (auto& unknown : want_.unknowns())
      if (unknown.about.size() == 3 && unknown.about[0] == want.id[0] && unknown.about[1] == want.id[1] && unknown.about.kind().name == "column") return &unknown;
    return nullptr;
  }

  // A type that want does not declare, while it does not say what type it gives to a column that is of this one.
  const Unknown* unknown_of_its_columns(const Object& have) {
    if (!have.kind().is_type || want_.unknowns().empty()) return nullptr;
    static const Symbol type("type");
    if (!types_in_doubt_) {
      types_in_doubt_.emplace();
      for (auto& object : have_.objects())
        if (auto* unknown = want_.unknown_about(object.id, type))
          have_.each_need(object, [&](const Id& need) {
            if (need.kind().is_type) types_in_doubt_->emplace(need, unknown);
          });
    }
    const auto at = types_in_doubt_->find(have.id);
    return at == types_in_doubt_->end() ? nullptr : at->second;
  }

  // CREATE TABLE makes one index of a unique constraint and a key over the same columns: the first of them stands for all.
  bool repeats_another(const Object& want) const {
    if (want.kind().name != "unique") return false;
    auto there = [&](const Object& object) { return have_.find(object.id) || pairs_.other.contains(&object); };
    for (auto& other : want_.on_relation(want.id[0], want.id[1])) {
      if (&other == &want || (other.kind().name != "unique" && other.kind().name != "primary_key") || !say_the_same(other, want)) continue;
      if (other.kind().name == "primary_key" || there(other) || other.id < want.id) return true;
    }
    return false;
  }

  // A view, materialized view or foreign table under the name of a wanted table is that table, as far as its columns go: their
  // names and types. Nobody can know whether a view's column is nullable, and it has neither keys nor constraints. Columns
  // that are there beside the wanted ones are nobody's fault.
  void stands_as_other(const Object& want, const Unmodelled& there) {
    if (there.columns.empty())
      return undecided(nullptr, &want, {.about = want.id, .reason = "a " + there.catalog + " of this name stands there, whose columns are not known"});
    if (want.id.is_satellite() || (!want.kind().is_relation && want.kind().name != "column")) return outside(want);
    ++delta_.compared[std::string(want.kind().name)];
    if (want.kind().is_relation) return;
    const auto have = std::find_if(there.columns.begin(), there.columns.end(), [&](const Object& column) { return column.id == want.id; });
    if (have == there.columns.end()) return delta_.differences.push_back({.sort = Sort::added, .want = &want});
    FieldVerdicts verdicts = compare_fields(have_, *have, want_, want);
    for (auto* fields : {&verdicts.different, &verdicts.undecided}) std::erase_if(*fields, [](const Field* field) { return field->name != "type"; });
    if (!verdicts.different.empty()) delta_.differences.push_back({.sort = Sort::changed, .have = &*have, .want = &want, .fields = verdicts.different});
    if (!verdicts.undecided.empty())
      delta_.differences.push_back({.sort = Sort::undecided, .have = &*have, .want = &want, .fields = verdicts.undecided, .reason = verdicts.reason, .reason_origin = verdicts.reason_origin});
  }

  // Alembic's own book-keeping belongs to the migrations, whatever want is made of.
  static bool is_version_table(const Id& id) {
    const Id place = id.is_satellite() ? id.object() : id;
    static const Symbol name("alembic_version");
    return place.size() >= 2 && place[1] == name;
  }

  // Partitions and children, and all that hangs on them.
  bool never_extra(const Object& have) const {
    for (const Object* object = &have; object; object = have_.parent(object->id))
      if (object->kind().never_extra && !want_.find(object->id) && !object->kind().never_extra(object->data).empty()) return true;
    return false;
  }

  void undecided(const Object* have, const Object* want, const Unknown& unknown) {
    delta_.differences.push_back({.sort = Sort::undecided, .have = have, .want = want, .reason = unknown.reason, .reason_origin = unknown.origin});
  }
  void outside(const Object& object) { ++delta_.not_compared[std::string(object.kind().name)]; }

  const Model &have_, &want_;
  Delta delta_;
  Pairs pairs_;
  std::optional<std::unordered_map<Id, const Unknown*>> types_in_doubt_ = {};  // of have; once asked for
};

}  // namespace

Delta diff(ModelPtr have, ModelPtr want) { return Differ(std::move(have), std::move(want)).run(); }

bool is_ignored(const Id& id, const std::vector<std::string>& patterns) {
  auto fits = [&](const Id& id) {
    for (auto& pattern : patterns) {
      const auto colon = pattern.find(':');
      if (colon == std::string::npos) continue;
      const std::string_view kind = std::string_view(pattern).substr(0, colon), glob = std::string_view(pattern).substr(colon + 1);
      std::string path;
      for (std::size_t i = 0; i < id.size(); ++i) path += (i ? "." : "") + id[i].str();
      if ((kind == "*" || kind == id.kind().name) && matches_glob(path, glob)) return true;
    }
    return false;
  };
  if (fits(id)) return true;
  for (auto name : id.kind().parents) {
    const Kind& kind = kind_named(name);
    if (fits(id.above(kind, static_cast<std::size_t>(kind.path_size)))) return true;
  }
  return id.is_satellite() && fits(id.object());
}

std::size_t ignore_in(Delta& delta, const std::vector<std::string>& patterns) {
  if (patterns.empty()) return 0;
  return std::erase_if(delta.differences, [&](const Difference& difference) { return is_ignored(difference.subject().id, patterns); });
}

}  // namespace trueup

#include "diff/findings.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "model/quote.h"

namespace trueup {
namespace {

using Sort = Difference::Sort;

std::string shorter_types(std::string text) {
  text = replace_all(std::move(text), "character varying", "varchar");
  text = replace_all(std::move(text), "timestamp with time zone", "timestamptz");
  return replace_all(std::move(text), "timestamp without time zone", "timestamp");
}

std::string words_of(const Kind& kind) { return replace_all(std::string(kind.name), "_", " "); }

// "api_keys.webhook_url", without the schema when that is the default one.
std::string short_path(const Id& id, Symbol default_schema) {
  std::string out;
  for (std::size_t i = id.size() > 1 && id[0] == default_schema ? 1 : 0; i < id.size(); ++i) out += (out.empty() ? "" : ".") + id[i].str();
  return out;
}

// A call stands by itself as a key, any other expression in brackets.
bool stands_alone(std::string_view text) {
  const auto open = text.find('(');
  if (!text.ends_with(')') || text.substr(0, open).find_first_of(" +-*/|&<>=:'\"") != std::string_view::npos) return false;
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
    if (depth == 0) return i + 1 == text.size();
  }
  return false;
}

// A key of an index as PostgreSQL writes it: lower(email) COLLATE "C" text_pattern_ops DESC NULLS LAST.
std::string show_key(const Record& key) {
  auto text = [&](std::string_view name) {
    auto* found = key.find(name);
    return found && found->text() ? *found->text() : std::string();
  };
  const std::string expression = text("expression");
  std::string out = expression.empty() ? text("name") : stands_alone(expression) ? expression : "(" + expression + ")";
  if (auto collation = text("collation"); !collation.empty()) out += " COLLATE " + quote_identifier(collation);
  if (auto opclass = text("opclass"); !opclass.empty()) out += " " + opclass;
  if (key.find("descending")) out += " DESC";
  if (auto* first = key.find("nulls_first")) out += *first == Value(true) ? " NULLS FIRST" : " NULLS LAST";
  return out;
}

// As people say it: varchar for character varying, lists without brackets.
std::string show_value(const Value& value) {
  if (value.is_null()) return "none";
  if (auto* text = value.text()) return text->empty() ? "none" : shorter_types(*text);
  if (auto* record = value.record(); record && (record->find("name") || record->find("expression"))) return show_key(*record);
  if (auto* list = value.list()) {
    std::vector<std::string> parts;
    for (auto& each : *list) parts.push_back(show_value(each));
    return parts.empty() ? "none" : "(" + join(parts, ", ") + ")";
  }
  return to_json(value);
}

bool is_nothing(const Value& value) {
  return value.is_null() || (value.text() && value.text()->empty()) || (value.list() && value.list()->empty());
}

// "is no serial, want one": fields whose values mean little by themselves.
std::string in_words(std::string_view field, const Value& have, const Value& want) {
  auto both = [&](std::string_view absent, auto&& present) {
    auto side = [&](const Value& value) { return is_nothing(value) ? std::string(absent) : present(value); };
    return "is " + side(have) + ", want " + side(want);
  };
  if (field == "serial") return both("not serial", [](const Value&) { return std::string("serial"); });
  for (std::string_view adjective : {"unique", "deferrable", "initially_deferred", "unlogged", "permissive", "enforced"})
    if (field == adjective) {
      const std::string word = replace_all(std::string(field), "_", " ");
      return want == Value(true) ? "is not " + word + ", want " + word : "is " + word + ", want not " + word;
    }
  if (field == "where") return "is about " + (is_nothing(have) ? "all rows" : "rows where " + show_value(have)) + ", want " + (is_nothing(want) ? "all" : "rows where " + show_value(want));
  if (field == "identity") return both("no identity column", [](const Value& value) { return "GENERATED " + upper(*value.text()) + " AS IDENTITY"; });
  return {};
}

// What PostgreSQL takes where nothing is said.
bool has_default(const Kind& kind, std::string_view field) { return kind.name == "sequence" || field == "collation" || field == "nulls_not_distinct"; }

// "lacks waiting_for_parts; has fax beside" when one list holds the other's entries in their order; "" otherwise.
std::string list_change(const Value& have, const Value& want) {
  if (!have.list() || !want.list()) return {};
  std::vector<std::string> lacking, excess;
  for (auto& each : *want.list())
    if (!each.text()) return {};
    else if (std::find(have.list()->begin(), have.list()->end(), each) == have.list()->end()) lacking.push_back(*each.text());
  for (auto& each : *have.list())
    if (!each.text()) return {};
    else if (std::find(want.list()->begin(), want.list()->end(), each) == want.list()->end()) excess.push_back(*each.text());
  if (lacking.empty() == excess.empty()) return {};
  return lacking.empty() ? "has " + join(excess, ", ") + " beside what is wanted" : "lacks " + join(lacking, ", ");
}

bool hangs_on(const Id& id, const std::set<Id>& tables) {
  if (id.size() < 3 || tables.empty()) return false;
  for (auto name : id.kind().parents)
    if (tables.contains(id.above(kind_named(name), 2))) return true;
  return false;
}

// Whether its table's finding speaks for it.
bool is_part_of(const Difference& d, const std::set<Id>& tables) {
  const Id& id = d.subject().id;
  return id.is_satellite() ? tables.contains(id.object()) || hangs_on(id.object(), tables) : hangs_on(id, tables);
}

bool is_ignored_extra(const Difference& d, const WeighOptions& options) {
  return options.extra == WeighOptions::Extra::ignore && d.sort == Sort::dropped && weigh(d, options) == Weight::warning;
}

class Finder {
 public:
  Finder(const Delta& delta, const WeighOptions& options) : delta_(delta), options_(options), schema_(Symbol(delta.have->source().default_schema)) {}

  std::vector<Finding> run() {
    std::set<Id> whole_tables;
    for (auto& d : delta_.differences)
      if (d.subject().kind().is_relation && (d.sort == Sort::added || d.sort == Sort::dropped || (d.sort == Sort::undecided && d.fields.empty()))) whole_tables.insert(d.subject().id);
    for (auto& d : delta_.differences) {
      if (is_ignored_extra(d, options_)) continue;
      if (is_part_of(d, whole_tables)) continue;
      out_.push_back(finding(d));
    }
    // In a group the table first, then its columns, keys, indexes: the order in which one mends it.
    std::stable_sort(out_.begin(), out_.end(), [](auto& a, auto& b) {
      return std::tuple(a.group, a.subject.kind().weight, a.subject) < std::tuple(b.group, b.subject.kind().weight, b.subject);
    });
    return std::move(out_);
  }

 private:
  Finding finding(const Difference& d) {
    const Object& subject = d.subject();
    const Id& id = subject.id;
    Finding out{.code = code_of(d), .weight = weigh(d, options_), .difference = &d, .subject = id};
    const Id place = id.is_satellite() ? id.object() : id;
    out.group = place.size() >= 2 ? short_path(place.size() > 2 ? place.above(place.kind(), 2) : place, schema_) : short_path(place, schema_);
    if (d.want) out.origin = d.want->origin;
    const std::string what = (id.is_satellite() ? words_of(id.kind()) + " on " + words_of(place.kind()) : words_of(id.kind())) + ' ' + short_path(place, schema_);
    switch (d.sort) {
      case Sort::added:
        out.message = "missing " + what + with_space(subject.summary());
        out.hint = renamed_hint(d);
        break;
      case Sort::dropped:
        out.message = "extra " + what + with_space(subject.summary());
        if (subject.kind().extra_is_error)
          if (auto why = subject.kind().extra_is_error(subject.data); !why.empty()) out.message += ": " + why;
        break;
      case Sort::changed: out.message = what + ' ' + changes(d); break;
      case Sort::renamed: out.message = what + " is there under another name: " + d.have->id.back().str(); break;
      case Sort::instead: out.message = what + " is there as " + words_of(d.have->kind()) + ' ' + d.have->id.back().str(); break;
      case Sort::undecided:
        out.message = "unknown: " + what;
        for (auto* field : d.fields) out.message += (field == d.fields.front() ? " " : ", ") + std::string(field->name);
        out.message += ": " + d.reason;
        out.origin = d.reason_origin ? d.reason_origin : out.origin;
        if (d.have && d.want && !d.fields.empty() && !d.reason_origin) out.hint = sides(d);
        break;
    }
    if (auto hint = other_hint(d); !hint.empty()) out.hint = std::move(hint);
    return out;
  }

  // What trueup cannot change by itself.
  std::string other_hint(const Difference& d) const {
    if (!d.want || d.want->id.size() != 3 || (d.sort != Sort::added && d.sort != Sort::changed)) return {};
    auto* there = delta_.have->other_relation(d.want->id[0], d.want->id[1]);
    return there ? short_path(d.want->id.above(d.want->kind(), 2), schema_) + " is a " + there->catalog + ": its definition has to change, or the model" : std::string();
  }

  static std::string with_space(const std::string& text) { return text.empty() ? text : ' ' + shorter_types(text); }

  static std::string sides(const Difference& d) {
    std::string out;
    for (auto* field : d.fields)
      out += (out.empty() ? "" : "; ") + std::string("have ") + show_value(field->read(d.have->data)) + ", want " + show_value(field->read(d.want->data));
    return out;
  }

  // "is varchar(20), want varchar(64); is nullable, want not null"
  static std::string changes(const Difference& d) {
    std::string out;
    for (auto* field : d.fields) {
      out += out.empty() ? "" : "; ";
      const Value have = field->read(d.have->data), want = field->read(d.want->data);
      if (field->name == "nullable") out += want == Value(true) ? "is not null, want nullable" : "is nullable, want not null";
      else if (field->name == "valid") out += "is invalid: an interrupted build left it behind, and no query uses it";
      else if (field->name == "validated") out += "is not validated";
      else if (auto words = in_words(field->name, have, want); !words.empty()) out += words;
      else if (have.boolean() || want.boolean()) out += want == Value(false) ? "has " + replace_all(std::string(field->name), "_", " ") + ", want none" : "lacks " + replace_all(std::string(field->name), "_", " ");
      else if (field->name == "labels" && !list_change(have, want).empty()) out += list_change(have, want);
      else {
        const std::string absent = has_default(d.want->kind(), field->name) ? "the default" : "none";
        auto shown = [&](const Value& value) { return is_nothing(value) ? absent : show_value(value); };
        const std::string name = field->name == "type" ? "" : replace_all(std::string(field->name), "_", " ") + ' ';
        if (shown(have) == "none") out += "has no " + name.substr(0, name.size() - 1) + ", want " + show_value(want);
        else out += name + (name.ends_with("s ") ? "are " : "is ") + shown(have) + ", want " + shown(want);
      }
    }
    return out;
  }

  // A column that is missing while the table has another that nobody wants looks like a rename.
  std::string renamed_hint(const Difference& missing) const {
    if (!missing.want || missing.want->id.size() != 3) return {};
    std::vector<std::string> candidates;
    const Kind& kind = missing.want->kind();
    if (kind.name != "column") return {};
    std::string best;
    std::size_t equal_types = 0;
    for (auto& d : delta_.differences) {
      if (d.sort != Sort::dropped || &d.have->kind() != &kind || d.have->id[0] != missing.want->id[0] || d.have->id[1] != missing.want->id[1]) continue;
      candidates.push_back(d.have->id.back().str());
      const std::string have = d.have->id.back().str(), want = missing.want->id.back().str();
      if (want.starts_with(have + "_") || have.starts_with(want + "_") || want.ends_with("_" + have) || have.ends_with("_" + want)) best = have;
      equal_types += kind.field("type")->compare(d.have->data, missing.want->data) == Verdict::same;
    }
    if (best.empty()) best = nearest(missing.want->id.back().str(), candidates);
    if (best.empty()) return {};
    return "the table has \"" + best + "\"; did " + missing.want->id.back().str() + " replace it?";
  }

  const Delta& delta_;
  const WeighOptions& options_;
  Symbol schema_;
  std::vector<Finding> out_;
};

}  // namespace

std::vector<Finding> findings_of(const Delta& delta, const WeighOptions& options) { return Finder(delta, options).run(); }

std::size_t leave_ignored_extras(Delta& delta, const WeighOptions& options) {
  std::set<Id> tables;
  for (auto& d : delta.differences)
    if (d.subject().kind().is_relation && is_ignored_extra(d, options)) tables.insert(d.subject().id);
  return std::erase_if(delta.differences, [&](const Difference& d) {
    return is_ignored_extra(d, options) || (d.sort == Sort::dropped && is_part_of(d, tables));
  });
}

Value to_value(const Finding& finding) {
  static constexpr const char* words[] = {"warning", "error", "unknown"};
  Record out;
  out.add("code", finding.code).add("severity", words[static_cast<int>(finding.weight)]);
  Record object;
  const Id& id = finding.subject;
  auto describe = [](Record& into, const Id& of) {
    into.add("kind", std::string(of.kind().name));
    List path;
    for (std::size_t i = 0; i < of.size(); ++i) path.emplace_back(of[i].str());
    into.add("path", std::move(path));
  };
  if (id.is_satellite()) {
    Record on;
    describe(on, id.object());
    object.add("kind", std::string(id.kind().name)).add("on", std::move(on));
  } else describe(object, id);
  out.add("object", std::move(object)).add("message", finding.message);
  if (!finding.difference->fields.empty()) {
    List fields;
    for (auto* field : finding.difference->fields) {
      Record each;
      each.add("field", std::string(field->name));
      if (finding.difference->have) each.add("have", field->read(finding.difference->have->data));
      if (finding.difference->want) each.add("want", field->read(finding.difference->want->data));
      fields.emplace_back(std::move(each));
    }
    out.add("fields", std::move(fields));
  }
  if (finding.origin) out.add("origin", finding.origin.str());
  if (!finding.hint.empty()) out.add("hint", finding.hint);
  return out;
}

}  // namespace trueup

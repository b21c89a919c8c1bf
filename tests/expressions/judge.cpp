// Judges the three verdicts on pairs of authored and deparsed expressions: judge FOLDER [--list] [FILE …]
// FOLDER holds open.jsonl and hand_equal.jsonl (pairs that are equal) and unequal.jsonl (pairs that must not be called
// equal). Exit 1 when a threshold is missed. Without the folder it prints "skipped".
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/text.h"
#include "model/expr_tree.h"
#include "pg/expr.h"
#include "pg/types.h"

namespace trueup {
namespace {

using json = nlohmann::ordered_json;

Type type_from(const std::string& text) {
  const auto type = parse_type(text);
  return type ? *type : Type{.name = Symbol(text)};
}

std::pair<Symbol, Symbol> qualified(const std::string& text) {
  const std::size_t dot = text.find('.');
  std::string name = text.substr(dot + 1);
  if (name.size() > 2 && name.front() == '"') name = name.substr(1, name.size() - 2);
  return {Symbol(text.substr(0, dot)), Symbol(name)};
}

// What a line says about the schema around its expression.
struct World {
  std::map<std::pair<Symbol, Symbol>, UserType> types;
  std::map<std::pair<Symbol, Symbol>, std::vector<UserFunction>> functions;
  std::map<std::pair<Symbol, Symbol>, std::vector<std::pair<Symbol, Type>>> tables;
  std::map<Symbol, Type> columns;
  std::vector<std::pair<Symbol, Symbol>> sequences;
  std::vector<Symbol> search_path = {Symbol("public")};

  explicit World(const json& line) {
    for (const auto& name : line.value("enums", json::array())) {
      const auto key = qualified(name);
      types[key] = {.sort = UserType::Sort::enumeration, .schema = key.first, .name = key.second};
    }
    const json domains = line.value("domains", json::object());
    for (const auto& [name, base] : domains.items()) {
      const auto key = qualified(name);
      types[key] = {.sort = UserType::Sort::domain, .schema = key.first, .name = key.second, .base = type_from(base)};
    }
    const json composites = line.value("composites", json::object());
    for (const auto& [name, members] : composites.items()) {
      const auto key = qualified(name);
      UserType type{.sort = UserType::Sort::composite, .schema = key.first, .name = key.second};
      for (const auto& member : members)
        type.columns.emplace_back(Symbol(member[0].get<std::string>()), type_from(member[1]));
      types[key] = type;
    }
    const json all_sequences = line.value("sequences", json::array());
    for (const auto& name : all_sequences) sequences.push_back(qualified(name));
    if (line.contains("search_path")) {
      search_path.clear();
      for (const auto& name : line["search_path"]) search_path.emplace_back(name.get<std::string>());
    }
    const json all_functions = line.value("functions", json::object());
    for (const auto& [name, signatures] : all_functions.items())
      for (const auto& signature : signatures) {
        const auto key = qualified(name);
        UserFunction function{.schema = key.first, .name = key.second, .result = type_from(signature[1])};
        for (const auto& argument : signature[0]) function.arguments.push_back(type_from(argument));
        if (signature.size() > 2) function.defaults = signature[2].get<std::size_t>();
        if (signature.size() > 3) function.variadic = signature[3].get<bool>();
        functions[key].push_back(function);
      }
    const json all_tables = line.value("tables", json::object());
    for (const auto& [name, table] : all_tables.items())
      for (const auto& [column, type] : table.items())
        tables[qualified(name)].emplace_back(Symbol(column), type_from(type));
    const json all_columns = line["types"].is_object() ? line["types"] : json::object();
    for (const auto& [name, type] : all_columns.items()) columns[Symbol(name)] = type_from(type);
  }

  Names names() const {
    Names out;
    out.search_path = search_path;
    out.sequence = [this](Symbol schema, Symbol name) {
      return std::find(sequences.begin(), sequences.end(), std::pair(schema, name)) != sequences.end();
    };
    out.type = [this](Symbol schema, Symbol name) -> const UserType* {
      const auto found = types.find({schema, name});
      return found == types.end() ? nullptr : &found->second;
    };
    out.functions = [this](Symbol schema, Symbol name) {
      const auto found = functions.find({schema, name});
      return found == functions.end() ? std::vector<UserFunction>() : found->second;
    };
    out.columns = [this](Symbol schema, Symbol name) -> const std::vector<std::pair<Symbol, Type>>* {
      const auto found = tables.find({schema, name});
      return found == tables.end() ? nullptr : &found->second;
    };
    return out;
  }
};

ExprUse use_of(const std::string& kind) {
  static const std::map<std::string, ExprUse> uses = {{"default", ExprUse::default_value},
                                                      {"arg_default", ExprUse::argument_default},
                                                      {"domain_default", ExprUse::domain_default},
                                                      {"generated", ExprUse::generated},
                                                      {"check", ExprUse::check},
                                                      {"domain_check", ExprUse::domain_check},
                                                      {"index_where", ExprUse::index_where},
                                                      {"index_expr", ExprUse::index_expr},
                                                      {"policy", ExprUse::policy},
                                                      {"trigger_when", ExprUse::trigger_when},
                                                      {"exclude_where", ExprUse::exclude_where},
                                                      {"exclude_expr", ExprUse::exclude_expr}};
  return uses.at(kind);
}

struct Counts {
  std::size_t same = 0, undecided = 0, different = 0;
  double seconds = 0;
};

enum class Want { equal, unequal };

Counts judge(const std::string& path, Want want, bool list) {
  Counts counts;
  const auto text = read_file(path);
  if (!text) return counts;
  // What all lines of a folder of our own share.
  const auto shared = read_file(path.substr(0, path.rfind('/')) + "/world.json");
  const json around = shared && path.find("own_") != path.npos ? json::parse(*shared) : json::object();
  for (const std::string& row : split(*text, '\n')) {
    if (row.empty()) continue;
    json line = around;
    line.update(json::parse(row));
    // How verdicts fare when less is known: JUDGE_WITHOUT="types functions enums domains tables".
    if (const char* without = std::getenv("JUDGE_WITHOUT"))
      for (const std::string& key : split(without, ' ')) {
        line[key] = key == "enums" ? json::array() : json::object();
        if (key == "target_type") line[key] = nullptr;
      }
    const World world(line);
    ExprSite site{.use = use_of(line["kind"])};
    if (line["target_type"].is_string()) site.target = type_from(line["target_type"]);
    if (site.use == ExprUse::domain_check && world.columns.contains(Symbol("value")))
      site.target = world.columns.at(Symbol("value"));
    site.column = [&](Symbol name) -> const Type* {
      const auto found = world.columns.find(name);
      return found == world.columns.end() ? nullptr : &found->second;
    };
    if (line.contains("schema")) site.schema = Symbol(line["schema"].get<std::string>());
    if (line.contains("table")) site.table = Symbol(line["table"].get<std::string>());
    Canonicaliser canonicaliser(world.names());
    const auto begin = std::chrono::steady_clock::now();
    const Expr have = canonicaliser.canonical(Expr::written(line["deparsed"].get<std::string>()), site);
    const Expr wanted = canonicaliser.canonical(Expr::written(line["authored"].get<std::string>()), site);
    ExprDifference where;
    const Verdict verdict = compare(have, wanted, where);
    counts.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (verdict == Verdict::same) ++counts.same;
    if (verdict == Verdict::undecided) ++counts.undecided;
    if (verdict == Verdict::different) ++counts.different;
    const bool wrong = want == Want::equal ? verdict != Verdict::same : verdict == Verdict::same;
    if (wrong || (list && want == Want::unequal && verdict == Verdict::undecided && std::getenv("JUDGE_ALL")))
      fmt::print("{}: {} | {} | {}\n  wanted: {}\n  have:   {}\n  have {}   want {}\n",
                 verdict == Verdict::same        ? "EQUAL"
                 : verdict == Verdict::different ? "DIFFERENT"
                                                 : "unknown",
                 line["kind"].get<std::string>(), line["types"].dump(), line["target_type"].dump(),
                 line["authored"].get<std::string>(), line["deparsed"].get<std::string>(), where.have, where.want);
  }
  const std::size_t all = counts.same + counts.undecided + counts.different;
  fmt::print("{}: {} equal, {} unknown, {} different of {} ({:.2f}% equal, {:.1f} us a pair)\n", path, counts.same,
             counts.undecided, counts.different, all,
             100.0 * static_cast<double>(counts.same) / static_cast<double>(all),
             1e6 * counts.seconds / static_cast<double>(all));
  return counts;
}

// type_changes.txt, see make_type_changes.py.
bool judge_type_changes(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return true;
  std::size_t wrong = 0, all = 0;
  const auto rows = split(*text, '\n');
  const auto types = split(rows[0], ';');
  for (std::size_t i = 0; i < types.size(); ++i)
    for (std::size_t j = 0; j < types.size(); ++j) {
      static constexpr const char* names[] = {"same", "in_place", "rewrite", "narrow", "needs_using"};
      const TypeChange change = classify_change(type_from(types[i]), type_from(types[j]));
      const char expected = "iirr."[static_cast<int>(change)];
      ++all;
      if (expected == rows[i + 1][j]) continue;
      ++wrong;
      fmt::print("type change: {} to {}: server {}, ours {}\n", types[i], types[j], rows[i + 1][j],
                 names[static_cast<int>(change)]);
    }
  fmt::print("{}: {} wrong of {}\n", path, wrong, all);
  return wrong == 0;
}

int run(const std::string& folder, bool list) {
  if (!is_folder(folder)) {
    fmt::print("skipped: no {}\n", folder);
    return 0;
  }
  bool good = true;
  const auto equal = [&](const char* name, double least) {
    const std::string path = folder + '/' + name;
    if (!is_file(path)) return;
    const Counts counts = judge(path, Want::equal, list);
    const auto all = static_cast<double>(counts.same + counts.undecided + counts.different);
    good &= counts.different == 0 && static_cast<double>(counts.same) >= least * all;
  };
  equal("open.jsonl", 0.995);
  equal("hand_equal.jsonl", 0.975);
  equal("own_equal.jsonl", 0.975);
  for (const char* name : {"unequal.jsonl", "own_unequal.jsonl"})
    if (is_file(folder + '/' + name)) good &= judge(folder + '/' + name, Want::unequal, list).same == 0;
  if (const std::string path = folder + "/type_changes.txt"; is_file(path)) good &= judge_type_changes(path);
  return good ? 0 : 1;
}

}  // namespace
}  // namespace trueup

int main(int count, char** words) {
  const std::string folder = count > 1 ? words[1] : ".";
  return trueup::run(folder, count > 2);
}

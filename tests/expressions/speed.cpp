// Canonicalises the expressions of a schema of 10,000 tables: 74,000 defaults of which 520 are distinct, 20,000 checks
// of which 400 are, each in the light of its own table. Prints CPU time; run by hand (speed FOLDER-WITH-open.jsonl).
#include <fmt/format.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/text.h"
#include "pg/expr.h"
#include "pg/types.h"

namespace trueup {
namespace {

double cpu() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Sample {
  std::string text = {};
  ExprSite site = {};
  std::vector<std::pair<Symbol, Type>> columns = {};
};

std::vector<Sample> samples(const std::string& path, const std::string& kind, std::size_t most) {
  std::vector<Sample> out;
  const auto text = read_file(path);
  if (!text) return out;
  for (const std::string& row : split(*text, '\n')) {
    if (row.empty() || out.size() >= most) continue;
    const auto line = nlohmann::json::parse(row);
    if (line["kind"] != kind) continue;
    Sample sample{.text = line["deparsed"]};
    sample.site.use = kind == "default" ? ExprUse::default_value : ExprUse::check;
    if (const auto type =
            parse_type(line["target_type"].is_string() ? line["target_type"].get<std::string>() : "boolean"))
      sample.site.target = *type;
    for (const auto& [name, type] : line["types"].items())
      if (const auto parsed = parse_type(type.get<std::string>())) sample.columns.emplace_back(Symbol(name), *parsed);
    out.push_back(std::move(sample));
  }
  return out;
}

int run(const std::string& folder) {
  auto defaults = samples(folder + "/open.jsonl", "default", 368);
  for (int i = 0; defaults.size() < 520 && i < 520; ++i) {
    Sample sample{.text = fmt::format("nextval('public.table_{}_id_seq'::regclass)", i)};
    sample.site.use = ExprUse::default_value;
    sample.site.target = *parse_type("bigint");
    defaults.push_back(sample);
  }
  const auto checks = samples(folder + "/open.jsonl", "check", 400);
  double begin = cpu();
  Canonicaliser canonicaliser{Names{}};
  fmt::print("start: {:.2f} ms\n", 1e3 * (cpu() - begin));
  const auto all = [&](const std::vector<Sample>& from, std::size_t count, std::string_view what) {
    if (from.empty()) return;
    begin = cpu();
    std::vector<Expr> kept;
    for (std::size_t i = 0; i < count; ++i) {
      const Sample& sample = from[i % from.size()];
      ExprSite site = sample.site;
      site.column = [&sample](Symbol name) -> const Type* {
        for (const auto& [column, type] : sample.columns)
          if (column == name) return &type;
        return nullptr;
      };
      kept.push_back(canonicaliser.canonical(Expr::written(sample.text), site));
    }
    const double seconds = cpu() - begin;
    fmt::print("{} {}, {} distinct: {:.1f} ms, {:.2f} us each\n", count, what, from.size(), 1e3 * seconds,
               1e6 * seconds / static_cast<double>(count));
  };
  all(defaults, defaults.size(), "defaults at first sight");
  all(defaults, 74000, "defaults");
  all(checks, checks.size(), "checks at first sight");
  all(checks, 20000, "checks");
  begin = cpu();
  for (int i = 0; i < 135000; ++i)
    if (!parse_type(i % 3 == 0 ? "character varying(255)" : i % 3 == 1 ? "timestamp(3) with time zone" : "bigint"))
      return 1;
  fmt::print("135000 types: {:.1f} ms\n", 1e3 * (cpu() - begin));
  return 0;
}

}  // namespace
}  // namespace trueup

int main(int count, char** words) { return trueup::run(count > 1 ? words[1] : "."); }

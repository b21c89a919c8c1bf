#include "read/locator.h"

#include "base/file.h"
#include "base/text.h"
#include "pg/url.h"

namespace trueup {
namespace {

constexpr std::string_view forms =
    "models:PATH[:MODULES[:ATTRIBUTE]], python:PATH:MODULES[:ATTRIBUTE], sql:FILE or sql:FOLDER, snapshot:FILE.json, postgresql://…, env:NAME, scratch:";

// PATH[:MODULES[:ATTRIBUTE]]; a path may hold colons only where what follows is no module name.
Result<Locator> models(std::string_view rest, Locator out) {
  const auto parts = split(rest, ':');
  out.path = parts[0];
  if (parts.size() > 1)
    for (auto& module : split(parts[1], ','))
      if (auto name = trim(module); !name.empty()) out.modules.emplace_back(name);
  if (parts.size() > 2) out.attribute = parts[2];
  if (parts.size() > 3)
    return Diag{.code = "bad-locator", .message = "too many colons in " + out.text, .hint = out.sort == Locator::Sort::python ? "python:PATH:MODULES[:ATTRIBUTE]" : "models:PATH[:MODULES[:ATTRIBUTE]]"};
  return out;
}

}  // namespace

Result<Locator> parse_locator(std::string_view text) {
  Locator out{.text = std::string(text)};
  if (is_database_url(text)) {
    ConnectionSpec spec = TRY(parse_database_url(text));
    out.text = spec.safe_text();
    out.path = text;
    return out;
  }
  const auto colon = text.find(':');
  const std::string_view scheme = text.substr(0, colon == std::string_view::npos ? 0 : colon);
  const std::string_view rest = colon == std::string_view::npos ? text : text.substr(colon + 1);
  auto simple = [&](Locator::Sort sort) -> Result<Locator> {
    if (rest.empty()) return Diag{.code = "bad-locator", .message = "nothing stands behind " + std::string(scheme) + ":", .hint = std::string(forms)};
    out.sort = sort;
    out.path = rest;
    return out;
  };
  if (scheme == "models" || scheme == "python") {
    auto made = TRY(simple(scheme == "models" ? Locator::Sort::models : Locator::Sort::python));
    return models(rest, std::move(made));
  }
  if (scheme == "sql") return simple(Locator::Sort::sql);
  if (scheme == "snapshot") return simple(Locator::Sort::snapshot);
  if (scheme == "alembic") return simple(Locator::Sort::alembic);
  if (scheme == "env") return simple(Locator::Sort::environment);
  if (scheme == "scratch") {
    out.sort = Locator::Sort::scratch;
    return out;
  }
  if (text.find("://") != std::string_view::npos) {
    auto spec = parse_database_url(text);  // says which scheme is not supported, without showing a password
    if (!spec) return std::move(spec).error();
  }
  std::string hint(forms);
  if (is_folder(std::string(text))) hint = "for models: models:" + std::string(text) + "; for SQL files: sql:" + std::string(text);
  if (text.ends_with(".sql")) hint = "did you mean sql:" + std::string(text) + "?";
  if (text.ends_with(".json")) hint = "did you mean snapshot:" + std::string(text) + "?";
  return Diag{.code = "bad-locator", .message = "not a source: " + without_passwords(text), .hint = hint};
}

}  // namespace trueup

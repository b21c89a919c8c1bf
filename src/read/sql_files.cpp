#include "read/sql_files.h"

#include <filesystem>
#include <set>

#include "base/file.h"
#include "read/sql/psql.h"
#include "read/sql/run.h"

namespace trueup {
namespace {

namespace fs = std::filesystem;

class Files {
 public:
  Files(Draft& draft, std::string relative_to) : run_(draft), relative_to_(std::move(relative_to)) {}

  Result<Nothing> read(const std::string& path) {
    std::string text = TRY(read_file(path));
    ++run_.draft.source.files;
    if (text.starts_with("\xEF\xBB\xBF")) text.replace(0, 3, "   ");
    const Symbol shown(shown_name(path));
    open_.insert(fs::weakly_canonical(path).string());
    for (PsqlPiece& piece : psql_pieces(text, shown, run_.draft.diags)) {
      run_.read(parse_script(std::move(piece.sql), shown));
      if (!piece.include.empty()) include(piece.include, path, shown);
    }
    open_.erase(fs::weakly_canonical(path).string());
    return ok();
  }

  SqlRun& run() { return run_; }

 private:
  // psql's \i counts from its working folder, \ir from the file: people keep both beside it.
  void include(const std::string& name, const std::string& from, Symbol shown) {
    const std::string path = fs::path(name).is_absolute() ? name : (fs::path(from).parent_path() / name).string();
    const auto complain = [&](std::string code, std::string message) {
      run_.draft.diags.push_back({.code = std::move(code), .message = std::move(message), .origin = {shown, 0, 0}});
    };
    if (open_.contains(fs::weakly_canonical(path).string())) return complain("include-cycle", name + " includes itself");
    if (auto done = read(path); !done) complain("unreadable-file", "cannot include " + name + ": " + done.error().message);
  }

  std::string shown_name(const std::string& path) const {
    if (relative_to_.empty()) return path;
    std::error_code error;
    const fs::path relative = fs::relative(path, relative_to_, error);
    return error || relative.empty() ? path : relative.string();
  }

  SqlRun run_;
  std::string relative_to_;
  std::set<std::string> open_ = {};
};

}  // namespace

Result<Nothing> apply_sql_files(Draft& draft, const std::string& path, const std::string& show_relative_to) {
  Files files(draft, show_relative_to);
  if (is_folder(path)) {
    for (const std::string& name : names_in(path)) {
      if (!name.ends_with(".sql")) continue;
      files.run().new_session();
      TRY(files.read((fs::path(path) / name).string()));
    }
  } else if (is_file(path)) {
    TRY(files.read(path));
  } else {
    return Diag{.code = "no-such-path", .message = "there is no file or folder " + path};
  }
  files.run().finish();
  return ok();
}

Result<Draft> read_sql_files(const std::string& path, const std::string& show_relative_to) {
  Draft draft;
  draft.source.kind = "sql";
  draft.source.locator = "sql:" + path;
  TRY(apply_sql_files(draft, path, show_relative_to));
  return draft;
}

void apply_sql(Draft& draft, const std::vector<SqlText>& texts) {
  SqlRun run(draft);
  for (const SqlText& text : texts)
    for (PsqlPiece& piece : psql_pieces(std::string(text.line ? text.line - 1 : 0, '\n') + text.text, text.file, draft.diags))
      run.read(parse_script(std::move(piece.sql), text.file));
  run.finish();
}

}  // namespace trueup

// Where PostgreSQL's server programs are on this machine.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "base/file.h"
#include "base/text.h"
#include "pg/scratch.h"

extern char** environ;

namespace trueup {
namespace {

// What a program prints on stdout; "" when it cannot be run.
std::string output_of(const std::string& program, const std::string& argument) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  std::string name = program, option = argument;
  char* arguments[] = {name.data(), option.data(), nullptr};
  pid_t pid = 0;
  const int failed = posix_spawnp(&pid, program.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string out;
  char buffer[512];
  for (ssize_t n; !failed && (n = read(ends[0], buffer, sizeof buffer)) > 0;)
    out.append(buffer, static_cast<std::size_t>(n));
  close(ends[0]);
  if (failed) return {};
  waitpid(pid, nullptr, 0);
  return std::string(trim(out));
}

bool holds_programs(const std::string& folder) {
  return access((folder + "/initdb").c_str(), X_OK) == 0 && access((folder + "/postgres").c_str(), X_OK) == 0;
}

// FOLDER/PREFIX<number>… newest first: /usr/lib/postgresql/15, /usr/pgsql-16.
std::vector<std::string> newest_first(const std::string& folder, std::string_view prefix) {
  std::vector<std::pair<double, std::string>> found;
  for (const std::string& name : names_in(folder))
    if (name.starts_with(prefix) && name.size() > prefix.size())
      if (const double version = std::atof(name.c_str() + prefix.size()); version > 0)
        found.emplace_back(version, folder + "/" + name + "/bin");
  std::sort(found.rbegin(), found.rend());
  std::vector<std::string> out;
  for (auto& [version, path] : found) out.push_back(std::move(path));
  return out;
}

// The places to look at, best first, and how they are called in a message.
struct Places {
  std::vector<std::string> folders = {};
  std::vector<std::string> described = {};
  void add(const std::string& folder) { folders.push_back(folder); }
};

Places places() {
  Places out;
  if (const std::string folder = output_of("pg_config", "--bindir"); !folder.empty()) out.add(folder);
  out.described.push_back("`pg_config --bindir`");
  for (const auto& [folder, prefix] : {std::pair{"/usr/lib/postgresql", ""},
                                       {"/usr", "pgsql-"},
                                       {"/opt/homebrew/opt", "postgresql@"},
                                       {"/usr/local/opt", "postgresql@"}})
    for (const std::string& one : newest_first(folder, prefix)) out.add(one);
  out.described.insert(out.described.end(), {"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"});
  out.add("/usr/libexec/postgresql");
  out.add("/usr/local/pgsql/bin");
  const char* path = std::getenv("PATH");
  for (const std::string& one : split(path ? path : "", ':')) out.add(one);
  out.described.push_back("$PATH");
  return out;
}

std::optional<ServerBinaries> look_in(const std::string& folder, std::optional<int> major) {
  if (folder.empty() || !holds_programs(folder)) return {};
  // "postgres (PostgreSQL) 15.4 (Debian …)", "… 18beta1"
  const std::vector<std::string> words = split(output_of(folder + "/postgres", "--version"), ' ');
  if (words.size() < 3) return {};
  ServerBinaries found{.folder = folder, .major = std::atoi(words[2].c_str()), .version = words[2]};
  if (found.major < 13 || (major && found.major != *major)) return {};
  return found;
}

}  // namespace

Result<ServerBinaries> find_server_binaries(std::optional<int> major) {
  const std::string wanted = major ? "PostgreSQL " + std::to_string(*major) : "PostgreSQL (13 or later)";
  const std::string package = "postgresql" + (major ? "-" + std::to_string(*major) : std::string());
  const char* named = std::getenv("TRUEUP_PG_BIN");
  for (const std::string& base : split(named ? named : "", ':'))
    for (const char* below : {"", "/bin", "/native/bin"})
      if (const std::optional<ServerBinaries> found = look_in(base + below, major)) return *found;
  if (named && *named && !major)  // who names a folder does not want another one
    return Diag{.code = "no-server-binaries",
                .message = "found no initdb and postgres of " + wanted + " in " + named + ", which TRUEUP_PG_BIN names",
                .hint = "name the folder that holds initdb and postgres, or unset TRUEUP_PG_BIN"};
  const Places all = places();
  for (const std::string& folder : all.folders)
    if (const std::optional<ServerBinaries> found = look_in(folder, major)) return *found;
  return Diag{
      .code = "no-server-binaries",
      .message = "found no server programs (initdb, postgres) of " + wanted +
                 " on this machine; looked in $TRUEUP_PG_BIN, " + join(all.described, ", "),
      .hint =
          "install them (`apt-get install " + package +
          "`; Fedora, Arch, Alpine: postgresql-server, postgresql, postgresql), or name their folder in TRUEUP_PG_BIN"};
}

}  // namespace trueup

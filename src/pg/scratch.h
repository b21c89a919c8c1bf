// ScratchServer: a private PostgreSQL, made by initdb in a temporary folder and reachable through a Unix socket in it
// only. It disappears with this process, however that ends.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "pg/url.h"

namespace trueup {

struct ServerBinaries {
  std::string folder = {};  // holds initdb and postgres
  int major = 0;
  std::string version = {};  // "15.4"
};

// Looks in $TRUEUP_PG_BIN (the folder itself, its bin or native/bin), what pg_config names, /usr/lib/postgresql/*/bin
// and /usr/pgsql-*/bin (newest first), $PATH. `major`: only this one will do. Errors: "no-server-binaries", which names
// the package to install and where was looked.
Result<ServerBinaries> find_server_binaries(std::optional<int> major = {});

struct ScratchOptions {
  std::optional<int> major = {};
  std::string bin = {};                                            // a folder of binaries, instead of looking for them
  std::vector<std::pair<std::string, std::string>> settings = {};  // server settings, as `postgres -c name=value`
  std::vector<std::string> hba = {};                               // lines of pg_hba.conf; empty: all trusted
  std::optional<int> tcp_port = {};                                // listens on 127.0.0.1 too: only tests want this
};

class ScratchServer {
 public:
  // Takes about a second. Errors: "no-server-binaries", "scratch-failed" (with what initdb or postgres said).
  static Result<ScratchServer> start(const ScratchOptions& options = {});

  ScratchServer(ScratchServer&&) noexcept;
  ScratchServer& operator=(ScratchServer&&) noexcept;
  ~ScratchServer();  // stops the server and removes the folder

  // The superuser's connection to one of its databases.
  ConnectionSpec spec(std::string_view database = "postgres") const;
  Result<Nothing> create_database(std::string_view name, std::string_view from_template = "template0");
  Result<Nothing> drop_database(std::string_view name);

  const ServerBinaries& binaries() const;
  const std::string& folder() const;  // all that it consists of; the cluster is FOLDER/data
  int postmaster_pid() const;
  int keeper_pid() const;
  Result<Nothing> stop();  // as the destructor does, with a report

 private:
  struct State;
  explicit ScratchServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Removes what scratch servers of processes that are gone left behind; start() does it too. Returns how many folders.
std::size_t sweep_scratch_leftovers();

}  // namespace trueup

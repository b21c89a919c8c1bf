// The keeper: a small process that owns a scratch server. It outlives this process by the moment it takes to stop the
// server and remove the folder, so that even kill -9 of trueup leaves nothing behind.
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

namespace trueup {

struct KeeperOrders {
  std::string folder = {};  // ours; the cluster will be FOLDER/data
  std::string initdb = {};
  std::string postgres = {};
  std::vector<std::string> initdb_arguments = {};
  std::vector<std::string> postgres_arguments = {};
  std::string hba = {};  // pg_hba.conf; "" leaves initdb's
  uid_t uid = 0;         // whom the server runs as
  gid_t gid = 0;
  int socket = -1;  // to the owner; its end of file means that the owner is gone
  int lock = -1;    // the held lock of the folder
};

// Runs in the forked process and never returns. Says "ready PID\n" or "failed REASON\n" (newlines of the reason are
// \x1f) on the socket, waits for end of file, cleans up.
[[noreturn]] void run_keeper(const KeeperOrders& orders);

// Immediate shutdown of the server process `pid`, by force if it does not end within five seconds.
enum class Kinship { own_child, stranger };
void stop_postmaster(pid_t pid, Kinship kinship);

void remove_tree(const std::string& folder);

}  // namespace trueup

#include "apply/runner.h"

#include <thread>

namespace trueup {
namespace {

// Two numbers that nobody else uses by chance: "true" and "up" in ASCII. The lock is the database's, not the cluster's.
constexpr std::string_view key = "1953658213, 30064";

// Who holds the lock: "process 4711 (trueup, connected since …), which is running …".
Result<std::string> holder(Session& session) {
  Rows rows = TRY(session.exec(
      "SELECT l.pid, coalesce(nullif(a.application_name, ''), 'no application name'),"
      "       coalesce(to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ'), '?'),"
      "       left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), 120)"
      "  FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
      " WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1953658213 AND l.objid = 30064 AND l.objsubid = 2"
      "   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"));
  if (rows.size() == 0) return std::string("a process that has just ended");
  std::string out = "process " + std::string(rows.at(0, 0)) + " (" + std::string(rows.at(0, 1)) + ", connected since " + std::string(rows.at(0, 2)) + ")";
  if (!rows.at(0, 3).empty()) out += ": " + std::string(rows.at(0, 3));
  return out;
}

}  // namespace

Result<RunnerLock> RunnerLock::take(Session& session, std::chrono::milliseconds patience, const std::function<void(const std::string&)>& progress) {
  using clock = std::chrono::steady_clock;
  const auto deadline = clock::now() + patience;
  const std::string attempt = "SELECT pg_try_advisory_lock(" + std::string(key) + ")";
  for (bool told = false;;) {
    if (was_cancelled()) return Diag{.code = "interrupted", .message = "interrupted while waiting for another trueup", .trouble = Trouble::interrupted};
    const std::string taken = TRY(session.exec_value(attempt));
    if (taken == "t") return RunnerLock(session);
    const bool last = clock::now() >= deadline;
    if (last || (!told && progress)) {
      const std::string who = TRY(holder(session));
      if (last)
        return Diag{.code = "another-runner",
                    .message = "another trueup is changing " + session.spec().safe_text() + ": " + who,
                    .hint = "wait for it to end and run again",
                    .trouble = Trouble::drift};
      progress("waiting for another trueup: " + who);
      told = true;
    }
    std::this_thread::sleep_for(std::min(std::chrono::milliseconds(200), std::max(std::chrono::milliseconds(1), std::chrono::duration_cast<std::chrono::milliseconds>(deadline - clock::now()))));
  }
}

RunnerLock::~RunnerLock() {
  if (session_ && !session_->is_lost()) (void)session_->exec("SELECT pg_advisory_unlock(" + std::string(key) + ")");
}

}  // namespace trueup

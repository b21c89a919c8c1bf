// One runner: an advisory lock on the database, so that no two trueups change it at the same time.
#pragma once
#include "pg/session.h"

namespace trueup {

class RunnerLock {
 public:
  // Polls, with no transaction open: a session that waits for the lock inside a transaction keeps a snapshot, for which
  // the other's CREATE INDEX CONCURRENTLY waits. Errors: "another-runner", which names it; "interrupted"; Session's.
  static Result<RunnerLock> take(Session& session, std::chrono::milliseconds patience,
                                 const std::function<void(const std::string&)>& progress);
  RunnerLock(RunnerLock&& other) noexcept : session_(std::exchange(other.session_, nullptr)) {}
  RunnerLock& operator=(RunnerLock&&) = delete;
  ~RunnerLock();  // gives it back, unless the connection is gone and the lock with it

 private:
  explicit RunnerLock(Session& session) : session_(&session) {}
  Session* session_;
};

}  // namespace trueup

// What a Session is made of; only session*.cpp include it.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pg/cancel.h"
#include "pg/libpq.h"
#include "pg/session.h"

namespace trueup {

struct FreeResult {
  void operator()(PGresult* result) const { libpq().PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, FreeResult>;

struct FinishConnection {
  void operator()(PGconn* connection) const { libpq().PQfinish(connection); }
};

struct Session::State {
  State(PGconn* opened, ConnectionSpec of_spec, SessionOptions with_options)
      : connection(opened), cancel(std::in_place, opened), spec(std::move(of_spec)), options(std::move(with_options)) {}
  ~State() { cancel.reset(); }  // before the connection goes

  std::unique_ptr<PGconn, FinishConnection> connection;
  std::optional<CancelEntry> cancel;
  ConnectionSpec spec;
  SessionOptions options;
  About about = {};
  bool settings_applied = false;
  bool lost = false;
  SqlError error = {};
  std::vector<std::string> notices = {};
  SessionStatistics statistics = {};

  // How long the first statement may take: a pooler without a free server connection lets us in and then says nothing.
  std::chrono::seconds patience{0};  // 0: for ever
  bool waits_in_vain();

  // Sends a simple query and collects all its results; those of failed statements are among them.
  std::vector<ResultPointer> run(std::string_view sql);
  // The results still to come, until there is none.
  std::vector<ResultPointer> remaining();
  Result<ResultPointer> last_good(std::vector<ResultPointer> results, std::string_view sql);

  // Fills `error` from a failed result (or, with null, from the connection) and classifies it.
  Diag failure(const PGresult* result, std::string_view sql);
  Diag lost_connection(std::string why);
  // SET statements for the options; "" when there is nothing to set.
  enum class Span { session, transaction };
  std::string settings_sql(Span span) const;
};

// Counts the time inside it as waited.
class Waiting {
 public:
  explicit Waiting(SessionStatistics& statistics) : statistics_(statistics) { ++statistics_.round_trips; }
  ~Waiting() { statistics_.waited += std::chrono::steady_clock::now() - from_; }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

 private:
  SessionStatistics& statistics_;
  std::chrono::steady_clock::time_point from_ = std::chrono::steady_clock::now();
};

}  // namespace trueup

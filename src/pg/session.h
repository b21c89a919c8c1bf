// Session: one connection to a PostgreSQL. Statements in, rows out; every failure is classified, so that callers tell a
// lost connection (exit 2) from a refused statement (exit 1) without reading messages.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "pg/url.h"

struct pg_result;  // libpq's PGresult

namespace trueup {

enum class Access { read_write, read_only };

struct SessionOptions {
  std::string application_name = "trueup";                     // unless the URL gives one
  std::chrono::seconds connect_timeout{10};                    // for each address; unless the URL gives one
  std::optional<std::chrono::milliseconds> lock_timeout = {};  // nothing: as the server has it
  std::optional<std::chrono::milliseconds> statement_timeout = {};
  Access access = Access::read_write;                              // read_only: every transaction of it
  std::vector<std::pair<std::string, std::string>> settings = {};  // set after `About` was read, in the same round trip
  enum class Batching { pipelined, one_by_one } batching = Batching::pipelined;
};

// What the server said about itself when the session began, before any of `SessionOptions::settings` applied.
struct About {
  int version = 0;  // 150004
  int major() const { return version / 10000; }
  std::string version_text = {};  // version()
  std::string database = {};
  std::string user = {};
  std::string default_schema = {};  // current_schema(); "" when the search path names no schema that exists
  int backend_pid = 0;  // of the server process that answered; differs from Session::protocol_pid() behind a proxy
  bool in_recovery = false;
};

// The fields of a server's error, as libpq's PQresultErrorField gives them; "" where there is none.
struct SqlError {
  std::string sqlstate = {};
  std::string message = {};
  std::string detail = {};
  std::string hint = {};
  std::string schema = {};
  std::string table = {};
  std::string column = {};
  std::string data_type = {};
  std::string constraint = {};
  std::string context = {};
  int position = 0;  // in characters, from 1
};

// A result held in memory, all values as text.
class Rows {
 public:
  Rows() = default;
  std::size_t size() const;
  std::size_t columns() const;
  std::string_view name(std::size_t column) const;
  std::optional<std::size_t> column(std::string_view name) const;
  // Valid as long as these Rows are. NULL is an empty view; is_null tells it from an empty text.
  std::string_view at(std::size_t row, std::size_t column) const;
  bool is_null(std::size_t row, std::size_t column) const;
  std::uint64_t affected() const;  // rows inserted, updated, deleted, selected

 private:
  friend class Session;
  explicit Rows(pg_result* result);
  std::shared_ptr<pg_result> result_ = {};
};

// The fields of one row of COPY … TO STDOUT (text format), unescaped. A NULL has data() == nullptr. Valid until the
// callback returns.
using CopyRow = std::span<const std::string_view>;

// How a batch ended. It is all or nothing: when a statement failed, those before it were rolled back.
struct BatchOutcome {
  std::optional<Diag> error = {};
  std::optional<std::size_t> failed = {};  // index of the statement that failed; nothing: at the beginning or at COMMIT
  SqlError sql_error = {};
  bool maybe_committed = false;  // the connection was lost with COMMIT under way: look before doing it again
  explicit operator bool() const { return !error; }
};

struct SessionStatistics {
  std::uint64_t statements = 0;
  std::uint64_t round_trips = 0;
  std::uint64_t bytes = 0;            // of values received
  std::chrono::nanoseconds waited{};  // wall time inside statements
};

class Session {
 public:
  // Connects and reads `About`. Errors (all Trouble::connection): "no-libpq", "unknown-host", "connection-refused",
  // "no-such-socket", "timeout", "unreachable-host", "wrong-password", "password-missing", "login-refused",
  // "no-such-role", "no-such-database", "tls-required", "tls-refused", "tls-untrusted", "too-many-connections",
  // "server-starting", "not-postgresql", "server-too-old", "connection-option", "connection-lost", "connection-failed".
  static Result<Session> open(const ConnectionSpec& spec, SessionOptions options = {});

  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  ~Session();

  const About& about() const;
  const ConnectionSpec& spec() const;
  const SessionOptions& options() const;
  int protocol_pid() const;  // PQbackendPID: what a proxy, if there is one, made up
  // Behind a proxy the time-outs, `access` and `settings` of the options are not set when the session begins: through
  // transaction pooling they would stay on a server connection that other clients share. begin() sets them for its
  // transaction there, and apply_settings() for the session, once the proxy is known to keep sessions apart.
  bool is_proxied() const { return about().backend_pid != protocol_pid(); }
  Result<Nothing> apply_settings();
  // BEGIN with `modes` ("isolation level repeatable read, read only"), in one round trip with the settings above.
  Result<Nothing> begin(std::string_view modes = {});

  // One statement, or several in one implicit transaction; the rows of the last one.
  // Errors: "connection-lost" (Trouble::connection), "interrupted" (after cancel_running), "lock-timeout",
  // "statement-timeout", "permission-denied" (Trouble::connection: the role lacks a right), "sql-error"
  // (Trouble::drift).
  Result<Rows> exec(std::string_view sql);
  // One statement with $1, $2 …; nothing is NULL.
  Result<Rows> exec_params(std::string_view sql, std::span<const std::optional<std::string>> parameters);
  // The only value of the only row; an error "unexpected-result" when there is another number of them.
  Result<std::string> exec_value(std::string_view sql);

  // `sql`: a whole COPY (…) TO STDOUT statement in text format. Returns the number of rows.
  Result<std::size_t> copy_out(std::string_view sql, const std::function<void(CopyRow)>& row);
  // The same, kept whole: lines in text format, each ended by a newline. split_copy reads it, also on another thread.
  Result<std::string> copy_out_text(std::string_view sql);

  // `sql`: a COPY … FROM STDIN statement; `text`: its rows as it wants them. Returns the number of rows.
  Result<std::size_t> copy_in(std::string_view sql, std::string_view text);

  // Single statements in one transaction and, with libpq 14 or later, one round trip. Inside an open transaction it is
  // part of that one. Never for what PostgreSQL refuses in a transaction block.
  BatchOutcome run_batch(std::span<const std::string> statements);

  // The server's own fields of the last error of exec, exec_params or copy_out.
  const SqlError& last_error() const;
  // Notices and warnings that arrived since the last call, in order.
  std::vector<std::string> take_notices();
  bool is_lost() const;  // nothing more can be run
  SessionStatistics statistics() const;

  struct State;  // session_state.h

 private:
  explicit Session(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Splits one line of COPY text (without its newline) in place: `fields` is refilled with views into `line`.
void split_copy_line(std::span<char> line, std::vector<std::string_view>& fields);
// All lines of what copy_out_text returned; the text is unescaped in place and may be read once only.
std::size_t split_copy(std::string& text, const std::function<void(CopyRow)>& row);

// Cancels what all sessions are running and makes those that are connecting give up; what they return then has
// Trouble::interrupted. May be called from a signal handler.
void cancel_running() noexcept;
bool was_cancelled() noexcept;
// Forgets the cancellation: a program goes on after Ctrl-C (a receipt is written, a test begins).
void forget_cancellation() noexcept;

}  // namespace trueup

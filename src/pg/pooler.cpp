#include "pg/pooler.h"

#include <unistd.h>

#include <chrono>

namespace trueup {
namespace {

// One connection of the probe. A setting of a made-up class name is allowed to everybody and disturbs nobody.
Result<std::string> probe_value(Session& session) {
  return session.exec_value("select coalesce(current_setting('trueup.probe', true), '')");
}

// A sets a value and lets go; B opens a transaction, and so takes a server connection of its own. With transaction
// pooling the pool hands B the one that A used last; with session pooling A still has its own. A is asked only when B
// saw nothing: with a pool of one connection it would wait for B.
// Returns who saw the value: 'a', 'b', or '?'.
Result<char> probe_once(Session& a, Session& b, const std::string& value) {
  TRY(a.exec("set trueup.probe = '" + value + "'"));
  TRY(b.exec("begin"));
  const std::string seen_by_b = TRY(probe_value(b));
  const std::string seen_by_a = seen_by_b == value ? std::string() : TRY(probe_value(a));
  TRY(b.exec("rollback"));
  // What stayed on a shared server connection is overwritten there as far as we can reach it.
  TRY(a.exec("reset trueup.probe"));
  TRY(b.exec("reset trueup.probe"));
  if (seen_by_b == value) return 'b';
  return seen_by_a == value ? 'a' : '?';
}

}  // namespace

Result<Pooling> detect_pooling(Session& session) {
  // The server's process id in the protocol is made up by a proxy: it has many servers, and must route cancel requests.
  const std::string pid = TRY(session.exec_value("select pg_backend_pid()"));
  if (pid == std::to_string(session.protocol_pid())) return Pooling::none;
  SessionOptions options = session.options();
  options.settings = {};
  options.connect_timeout = std::chrono::seconds(2);
  Result<Session> a = Session::open(session.spec(), options);
  Result<Session> b = a ? Session::open(session.spec(), options) : Result<Session>(a.error());
  if (was_cancelled()) return Diag{.code = "interrupted", .message = "interrupted", .trouble = Trouble::interrupted};
  if (!a || !b) return Pooling::unclear;  // a pool of so few connections cannot be probed
  std::string answers;
  for (int i = 0; i < 3; ++i) {
    const Result<char> answer = probe_once(*a, *b, std::to_string(getpid()) + "-" + std::to_string(i));
    if (!answer && answer.error().trouble == Trouble::interrupted) return answer.error();
    answers += answer ? *answer : '?';
    if (!answer) break;  // statement pooling ends a session that opens a transaction
  }
  if (answers == "bbb") return Pooling::transaction;
  if (answers != "aaa") return Pooling::unclear;
  TRY(session.apply_settings());
  return Pooling::session;
}

Diag refuse_transaction_pooling(const ConnectionSpec& spec) {
  return {.code = "transaction-pooler",
          .message = "cannot change anything through " + spec.safe_text() +
                     ": it is a connection pooler that changes the server connection between transactions, "
                     "where locks and time-outs of a session do not hold",
          .hint = "connect to the server itself (often the same host with port 5432), or to a pool in session mode",
          .trouble = Trouble::connection};
}

}  // namespace trueup

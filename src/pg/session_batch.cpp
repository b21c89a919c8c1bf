// Many statements in one transaction and one round trip: libpq's pipeline mode, or one by one where it has none.
#include <poll.h>

#include <algorithm>

#include "pg/session_state.h"

namespace trueup {
namespace {

// BEGIN … COMMIT around the batch, unless the caller's transaction is open.
struct Batch {
  std::vector<std::string_view> statements = {};
  std::size_t before = 0;  // how many of them precede the caller's
  bool own_transaction = false;
};

Batch laid_out(std::span<const std::string> statements, const std::string& settings, PGTransactionStatusType status) {
  Batch batch;
  batch.own_transaction = status == PQTRANS_IDLE;
  if (batch.own_transaction) {
    batch.statements.push_back("begin");
    if (!settings.empty()) batch.statements.push_back(settings);
  }
  batch.before = batch.statements.size();
  batch.statements.insert(batch.statements.end(), statements.begin(), statements.end());
  if (batch.own_transaction) batch.statements.push_back("commit");
  return batch;
}

// Sends without ever blocking in send(): the server, blocked on sending us results, would wait for us and we for it.
bool flushed(const Libpq& pq, PGconn* connection) {
  for (;;) {
    const int left = pq.PQflush(connection);
    if (left <= 0) return left == 0;
    pollfd one{.fd = pq.PQsocket(connection), .events = POLLIN | POLLOUT, .revents = 0};
    poll(&one, 1, -1);
    if ((one.revents & POLLIN) && !pq.PQconsumeInput(connection)) return false;
  }
}

// The first failure, and at which of the batch's statements.
struct Failure {
  std::size_t at = 0;
  ResultPointer result = {};  // null: the connection failed
};

std::optional<Failure> run_pipelined(Session::State& state, const Batch& batch) {
  const Libpq& pq = libpq();
  PGconn* connection = state.connection.get();
  const Waiting waiting(state.statistics);
  state.statistics.statements += batch.statements.size();
  if (!pq.PQenterPipelineMode(connection)) return Failure{};
  pq.PQsetnonblocking(connection, 1);
  bool sent = true;
  for (std::size_t i = 0; sent && i < batch.statements.size(); ++i) {
    sent = pq.PQsendQueryParams(connection, std::string(batch.statements[i]).c_str(), 0, nullptr, nullptr, nullptr,
                                nullptr, 0);
    if (sent && i % 64 == 63) sent = flushed(pq, connection);
  }
  sent = sent && pq.PQpipelineSync(connection) && flushed(pq, connection);
  pq.PQsetnonblocking(connection, 0);
  std::optional<Failure> first;
  // What a lost connection had sent before is still in libpq's buffer, the server's reason among it: read to the end.
  for (std::size_t i = 0; i < batch.statements.size() && !first; ++i) {
    while (ResultPointer one{pq.PQgetResult(connection)}) {
      const ExecStatusType status = pq.PQresultStatus(one.get());
      if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) continue;
      if (!first) first = Failure{i, std::move(one)};
      if (pq.PQstatus(connection) == CONNECTION_BAD) break;
    }
    if (!first && pq.PQstatus(connection) == CONNECTION_BAD) first = Failure{i, {}};
  }
  bool synced = false;
  for (int idle = 0; !synced && idle < 2 && pq.PQstatus(connection) != CONNECTION_BAD;) {
    const ResultPointer one{pq.PQgetResult(connection)};
    idle = one ? 0 : idle + 1;
    synced = one && pq.PQresultStatus(one.get()) == PGRES_PIPELINE_SYNC;
  }
  if (pq.PQstatus(connection) != CONNECTION_BAD) pq.PQexitPipelineMode(connection);
  if (!first && (!sent || !synced)) first = Failure{batch.statements.size() - 1, {}};
  return first;
}

std::optional<Failure> run_one_by_one(Session::State& state, const Batch& batch) {
  for (std::size_t i = 0; i < batch.statements.size(); ++i) {
    std::vector<ResultPointer> results = state.run(batch.statements[i]);
    if (results.empty()) return Failure{i, {}};
    for (ResultPointer& one : results) {
      const ExecStatusType status = libpq().PQresultStatus(one.get());
      if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        return Failure{i, std::move(one)};
    }
  }
  return {};
}

}  // namespace

BatchOutcome Session::run_batch(std::span<const std::string> statements) {
  if (statements.empty()) return {};
  const Libpq& pq = libpq();
  PGconn* connection = state_->connection.get();
  state_->error = {};
  const std::string settings =
      state_->settings_applied ? std::string() : state_->settings_sql(State::Span::transaction);
  const Batch batch = laid_out(statements, settings, pq.PQtransactionStatus(connection));
  const bool pipelined = pq.has_pipeline() && state_->options.batching == SessionOptions::Batching::pipelined;
  const std::optional<Failure> failure = pipelined ? run_pipelined(*state_, batch) : run_one_by_one(*state_, batch);
  if (!failure) return {};
  BatchOutcome outcome;
  outcome.error =
      state_->failure(failure->result.get(), batch.statements[std::min(failure->at, batch.statements.size() - 1)]);
  outcome.sql_error = state_->error;
  const bool in_statements = failure->at >= batch.before && failure->at < batch.before + statements.size();
  if (in_statements) outcome.failed = failure->at - batch.before;
  // With a pipeline COMMIT is on its way from the beginning; only a server's own error says it was not reached.
  const bool at_commit = failure->at + 1 == batch.statements.size();
  outcome.maybe_committed =
      batch.own_transaction && is_lost() && (at_commit || (pipelined && outcome.sql_error.sqlstate.empty()));
  if (batch.own_transaction && !is_lost() && pq.PQtransactionStatus(connection) != PQTRANS_IDLE) {
    const SqlError kept = state_->error;
    state_->run("rollback");
    state_->error = kept;
  }
  return outcome;
}

}  // namespace trueup

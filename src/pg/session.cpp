#include "pg/session.h"

#include <poll.h>

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "pg/login.h"
#include "pg/session_state.h"

namespace trueup {
namespace {

// The beginning of a statement for a message, or a general word where it may hold a secret.
std::string quoted_start(std::string_view sql) {
  std::string one_line;
  for (const char c : utf8_prefix(trim(sql), 400)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) one_line += c;
    else if (!one_line.empty() && one_line.back() != ' ') one_line += ' ';
  }
  if (lower(sql).find("password") != std::string::npos) return "a statement that sets a password";
  if (one_line.size() <= 90) return "`" + one_line + "`";
  return "`" + std::string(utf8_prefix(one_line, 88)) + "…`";
}

std::string quoted_literal(std::string_view text) {
  std::string out = text.find('\\') == std::string_view::npos ? "'" : " E'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += c;
    out += c;
  }
  return out + "'";
}

struct Reason {
  std::string code = "sql-error";
  std::string hint = {};
  Trouble trouble = Trouble::drift;
};

Reason reason_of(const SqlError& error) {
  const std::string& state = error.sqlstate;
  if (state == "55P03")
    return {.code = "lock-timeout", .hint = "another session holds a lock on it: try again, or raise --lock-timeout"};
  if (state == "42501")
    return {.code = "permission-denied",
            .hint = "connect as a role that may do this, or GRANT it the right",
            .trouble = Trouble::connection};
  if (state == "25006")
    return {.code = "read-only-server",
            .hint = "this is a standby or a read-only session: connect to the primary",
            .trouble = Trouble::connection};
  if (state == "57014") {
    if (was_cancelled()) return {.code = "interrupted", .trouble = Trouble::interrupted};
    if (error.message.find("timeout") != std::string::npos)
      return {.code = "statement-timeout", .hint = "raise --statement-timeout"};
    return {.code = "statement-cancelled", .hint = "somebody cancelled it: see the server's log"};
  }
  if (state == "40P01")
    return {.code = "deadlock", .hint = "another session wanted the same objects in another order: try again"};
  if (state == "40001") return {.code = "serialization-failure", .hint = "try again"};
  if (state == "53100" || state == "53200")
    return {.code = "out-of-resources", .hint = "the server ran out of disk or memory"};
  return {.hint = error.hint};
}

void receive_notice(void* state, const PGresult* result) {
  const char* severity = libpq().PQresultErrorField(result, PG_DIAG_SEVERITY);
  const char* message = libpq().PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  if (!message) return;
  static_cast<std::vector<std::string>*>(state)->push_back(std::string(severity ? severity : "NOTICE") + ": " +
                                                           message);
}

// PostgreSQL's relatives speak its protocol but have another catalog: to compare with them would be guessing.
std::string relative_of_postgresql(const std::string& version_text) {
  static constexpr std::pair<const char*, const char*> names[] = {
      {"cockroach", "CockroachDB"}, {"redshift", "Amazon Redshift"}, {"-yb-", "YugabyteDB"},
      {"yugabyte", "YugabyteDB"},   {"greenplum", "Greenplum"},      {"materialize", "Materialize"},
      {"crate", "CrateDB"},         {"questdb", "QuestDB"},          {"risingwave", "RisingWave"},
      {"opengauss", "openGauss"},   {"gaussdb", "GaussDB"},          {"cloudberry", "Cloudberry"},
      {"vertica", "Vertica"},       {"spanner", "Cloud Spanner"},    {"denodo", "Denodo"}};
  const std::string text = lower(version_text);
  for (const auto& [mark, name] : names)
    if (text.find(mark) != std::string::npos) return name;
  if (text.starts_with("postgresql") || text.starts_with("enterprisedb")) return {};
  return "\"" + std::string(utf8_prefix(version_text, 60)) + "\"";
}

Diag not_postgresql(const ConnectionSpec& spec, const std::string& what) {
  return {.code = "not-postgresql",
          .message = "cannot use " + spec.safe_text() + ": it is " + what + ", not PostgreSQL",
          .hint = "trueup reads PostgreSQL's own catalogs, 13 or later",
          .trouble = Trouble::connection};
}

constexpr std::string_view about_sql =
    "select current_setting('server_version_num'), version(), current_database(), current_user,"
    " coalesce(current_schema(), ''), pg_backend_pid(), pg_is_in_recovery()";

}  // namespace

// --- Rows ---

Rows::Rows(pg_result* result) : result_(result, [](pg_result* one) { libpq().PQclear(one); }) {}
std::size_t Rows::size() const { return result_ ? static_cast<std::size_t>(libpq().PQntuples(result_.get())) : 0; }
std::size_t Rows::columns() const { return result_ ? static_cast<std::size_t>(libpq().PQnfields(result_.get())) : 0; }

std::string_view Rows::name(std::size_t column) const {
  return libpq().PQfname(result_.get(), static_cast<int>(column));
}

std::optional<std::size_t> Rows::column(std::string_view wanted) const {
  for (std::size_t i = 0; i < columns(); ++i)
    if (name(i) == wanted) return i;
  return {};
}

std::string_view Rows::at(std::size_t row, std::size_t column) const {
  const int r = static_cast<int>(row), c = static_cast<int>(column);
  return {libpq().PQgetvalue(result_.get(), r, c), static_cast<std::size_t>(libpq().PQgetlength(result_.get(), r, c))};
}

bool Rows::is_null(std::size_t row, std::size_t column) const {
  return libpq().PQgetisnull(result_.get(), static_cast<int>(row), static_cast<int>(column)) != 0;
}

std::uint64_t Rows::affected() const {
  return result_ ? std::strtoull(libpq().PQcmdTuples(result_.get()), nullptr, 10) : 0;
}

// --- State ---

std::vector<ResultPointer> Session::State::remaining() {
  std::vector<ResultPointer> out;
  while (PGresult* one = libpq().PQgetResult(connection.get())) {
    out.emplace_back(one);
    const ExecStatusType status = libpq().PQresultStatus(one);
    if (status == PGRES_COPY_OUT || status == PGRES_COPY_IN || status == PGRES_COPY_BOTH) break;
  }
  return out;
}

std::vector<ResultPointer> Session::State::run(std::string_view sql) {
  const Waiting waiting(statistics);
  ++statistics.statements;
  error = {};
  if (!libpq().PQsendQuery(connection.get(), std::string(sql).c_str()) || waits_in_vain()) return {};
  return remaining();
}

bool Session::State::waits_in_vain() {
  if (patience.count() <= 0) return false;
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (libpq().PQisBusy(connection.get())) {
    if (was_cancelled() || std::chrono::steady_clock::now() > deadline) return true;
    pollfd one{.fd = libpq().PQsocket(connection.get()), .events = POLLIN, .revents = 0};
    if (poll(&one, 1, 100) > 0 && !libpq().PQconsumeInput(connection.get())) return false;
  }
  return false;
}

Result<ResultPointer> Session::State::last_good(std::vector<ResultPointer> results, std::string_view sql) {
  for (const ResultPointer& one : results) {
    const ExecStatusType status = libpq().PQresultStatus(one.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY &&
        status != PGRES_COPY_OUT)
      return failure(one.get(), sql);
  }
  if (results.empty()) return failure(nullptr, sql);
  return std::move(results.back());
}

namespace {

// What libpq says of itself, not of the server, when nobody is there any more. After an immediate shutdown it says so in
// a result, and calls the connection open until the next attempt to use it.
bool says_that_nobody_is_there(std::string_view text) {
  for (const char* phrase : {"server closed the connection", "could not receive data", "could not send data", "no connection to the server",
                             "connection not open", "SSL SYSCALL", "SSL connection has been closed"})
    if (text.find(phrase) != std::string_view::npos) return true;
  return false;
}

}  // namespace

Diag Session::State::lost_connection(std::string why) {
  lost = true;
  return {.code = "connection-lost",
          .message = "the connection to " + spec.safe_text() + " was lost: " + std::move(why),
          .hint = "see the server's log; what was committed stays, what was not is rolled back",
          .trouble = was_cancelled() ? Trouble::interrupted : Trouble::connection};
}

Diag Session::State::failure(const PGresult* result, std::string_view sql) {
  const Libpq& pq = libpq();
  const auto field = [&](int code) {
    const char* text = result ? pq.PQresultErrorField(result, code) : nullptr;
    return std::string(text ? text : "");
  };
  error = {.sqlstate = field(PG_DIAG_SQLSTATE),
           .message = field(PG_DIAG_MESSAGE_PRIMARY),
           .detail = field(PG_DIAG_MESSAGE_DETAIL),
           .hint = field(PG_DIAG_MESSAGE_HINT),
           .schema = field(PG_DIAG_SCHEMA_NAME),
           .table = field(PG_DIAG_TABLE_NAME),
           .column = field(PG_DIAG_COLUMN_NAME),
           .data_type = field(PG_DIAG_DATATYPE_NAME),
           .constraint = field(PG_DIAG_CONSTRAINT_NAME),
           .context = field(PG_DIAG_CONTEXT),
           .position = std::atoi(field(PG_DIAG_STATEMENT_POSITION).c_str())};
  std::string why = error.message;
  if (why.empty()) {  // libpq's own
    why = std::string(trim(result ? pq.PQresultErrorMessage(result) : pq.PQerrorMessage(connection.get())));
    for (const char c : {'\n', '\t'}) std::replace(why.begin(), why.end(), c, ' ');
    while (why.find("  ") != std::string::npos) why = replace_all(why, "  ", " ");
  }
  const std::string severity = field(PG_DIAG_SEVERITY_NONLOCALIZED);
  const bool ended = pq.PQstatus(connection.get()) == CONNECTION_BAD || severity == "FATAL" || severity == "PANIC" ||
                     error.sqlstate.starts_with("08") || (error.sqlstate.empty() && says_that_nobody_is_there(why));
  if (ended) return lost_connection(why);
  if (!error.detail.empty()) why += " (" + error.detail + ")";
  Reason reason = reason_of(error);
  return {.code = std::move(reason.code),
          .message = quoted_start(sql) + " failed: " + why,
          .hint = std::move(reason.hint),
          .trouble = reason.trouble};
}

std::string Session::State::settings_sql(Span span) const {
  std::string out;
  const auto add = [&](std::string_view name, std::string_view value) {
    out += std::string(out.empty() ? "select " : ", ") + "set_config(" + quoted_literal(name) + ", " +
           quoted_literal(value) + (span == Span::session ? ", false)" : ", true)");
  };
  if (options.lock_timeout) add("lock_timeout", std::to_string(options.lock_timeout->count()));
  if (options.statement_timeout) add("statement_timeout", std::to_string(options.statement_timeout->count()));
  if (options.access == Access::read_only)
    add(span == Span::session ? "default_transaction_read_only" : "transaction_read_only", "on");
  for (const auto& [name, value] : options.settings) add(name, value);
  return out;
}

// --- Session ---

namespace {

Diag no_answer(const Session::State& state) {
  if (was_cancelled())
    return {.code = "interrupted",
            .message = "interrupted while connecting to " + state.spec.safe_text(),
            .trouble = Trouble::interrupted};
  return {
      .code = "timeout",
      .message = "cannot use " + state.spec.safe_text() + ": it let us in and then gave no answer within " +
                 std::to_string(state.patience.count()) + " s",
      .hint = "a pooler whose server connections are all taken does this: try again, or connect to the server itself",
      .trouble = Trouble::connection};
}

Result<About> read_about(Session::State& state) {
  std::string sql(about_sql);
  // Through a proxy nothing is set: the setting could stay with a server connection that others get next.
  if (const std::string settings = state.settings_sql(Session::State::Span::session); !settings.empty())
    sql +=
        "; " + settings + " where pg_backend_pid() = " + std::to_string(libpq().PQbackendPID(state.connection.get()));
  const std::string seconds(state.spec.get("connect_timeout"));
  state.patience =
      3 * (seconds.empty() ? state.options.connect_timeout : std::chrono::seconds(std::atoi(seconds.c_str())));
  std::vector<ResultPointer> results = state.run(sql);
  if (results.empty() && libpq().PQisBusy(state.connection.get())) return no_answer(state);
  state.patience = {};
  const char* server = libpq().PQparameterStatus(state.connection.get(), "server_version");
  if (server && std::string_view(server).find("bouncer") != std::string_view::npos)
    return not_postgresql(state.spec, "pgbouncer's admin console");
  const bool answered = !results.empty() && libpq().PQresultStatus(results[0].get()) == PGRES_TUPLES_OK;
  if (!answered) {
    std::vector<ResultPointer> version = state.run("select version()");
    if (!version.empty() && libpq().PQresultStatus(version[0].get()) == PGRES_TUPLES_OK)
      if (const std::string name = relative_of_postgresql(libpq().PQgetvalue(version[0].get(), 0, 0)); !name.empty())
        return not_postgresql(state.spec, name);
    return state.last_good(std::move(results), about_sql).error();
  }
  const auto text = [&](int column) { return std::string(libpq().PQgetvalue(results[0].get(), 0, column)); };
  About about{.version = std::atoi(text(0).c_str()),
              .version_text = text(1),
              .database = text(2),
              .user = text(3),
              .default_schema = text(4),
              .backend_pid = std::atoi(text(5).c_str()),
              .in_recovery = text(6) == "t"};
  if (const std::string name = relative_of_postgresql(about.version_text); !name.empty())
    return not_postgresql(state.spec, name);
  if (about.version < 130000)
    return Diag{.code = "server-too-old",
                .message = "cannot use " + state.spec.safe_text() + ": it is PostgreSQL " +
                           std::to_string(about.version / 10000) + "." + std::to_string(about.version % 10000),
                .hint = "trueup reads PostgreSQL 13 and later",
                .trouble = Trouble::connection};
  TRY(state.last_good(std::move(results), "setting the session's options"));
  state.settings_applied = about.backend_pid == libpq().PQbackendPID(state.connection.get());
  return about;
}

}  // namespace

Result<Session> Session::open(const ConnectionSpec& spec, SessionOptions options) {
  PGconn* connection = TRY(log_in(spec, options.application_name, options.connect_timeout));
  auto state = std::make_unique<State>(connection, spec, std::move(options));
  libpq().PQsetNoticeReceiver(connection, receive_notice, &state->notices);
  state->about = TRY(read_about(*state));
  return Session(std::move(state));
}

Session::Session(std::unique_ptr<State> state) : state_(std::move(state)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

const About& Session::about() const { return state_->about; }
const ConnectionSpec& Session::spec() const { return state_->spec; }
const SessionOptions& Session::options() const { return state_->options; }
int Session::protocol_pid() const { return libpq().PQbackendPID(state_->connection.get()); }
const SqlError& Session::last_error() const { return state_->error; }
bool Session::is_lost() const { return state_->lost || libpq().PQstatus(state_->connection.get()) == CONNECTION_BAD; }
SessionStatistics Session::statistics() const { return state_->statistics; }
std::vector<std::string> Session::take_notices() { return std::exchange(state_->notices, {}); }

Result<Nothing> Session::apply_settings() {
  if (const std::string sql = state_->settings_sql(State::Span::session); !sql.empty() && !state_->settings_applied)
    TRY(exec(sql));
  state_->settings_applied = true;
  return ok();
}

Result<Nothing> Session::begin(std::string_view modes) {
  std::string sql = "begin " + std::string(modes);
  if (const std::string settings = state_->settings_sql(State::Span::transaction);
      !state_->settings_applied && !settings.empty())
    sql += "; " + settings;
  TRY(exec(sql));
  return ok();
}

Result<Rows> Session::exec(std::string_view sql) {
  std::vector<ResultPointer> results = state_->run(sql);
  if (!results.empty() && libpq().PQresultStatus(results.back().get()) == PGRES_COPY_OUT) {
    char* row = nullptr;
    while (libpq().PQgetCopyData(state_->connection.get(), &row, 0) > 0) libpq().PQfreemem(row);
    while (ResultPointer rest{libpq().PQgetResult(state_->connection.get())}) {
    }
  } else if (!results.empty() && libpq().PQresultStatus(results.back().get()) == PGRES_COPY_IN) {
    libpq().PQputCopyEnd(state_->connection.get(), "there are no rows here");
    results = state_->remaining();
  }
  Rows rows(TRY(state_->last_good(std::move(results), sql)).release());
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < rows.columns(); ++c) state_->statistics.bytes += rows.at(r, c).size();
  return rows;
}

Result<Rows> Session::exec_params(std::string_view sql, std::span<const std::optional<std::string>> parameters) {
  std::vector<const char*> values;
  for (const std::optional<std::string>& one : parameters) values.push_back(one ? one->c_str() : nullptr);
  std::vector<ResultPointer> results;
  {
    const Waiting waiting(state_->statistics);
    ++state_->statistics.statements;
    state_->error = {};
    const std::string text(sql);
    if (libpq().PQsendQueryParams(state_->connection.get(), text.c_str(), static_cast<int>(values.size()), nullptr,
                                  values.data(), nullptr, nullptr, 0))
      results = state_->remaining();
  }
  return Rows(TRY(state_->last_good(std::move(results), sql)).release());
}

Result<std::string> Session::exec_value(std::string_view sql) {
  const Rows rows = TRY(exec(sql));
  if (rows.size() != 1 || rows.columns() != 1)
    return Diag{.code = "unexpected-result",
                .message = quoted_start(sql) + " gave " + counted(rows.size(), "row") + " of " +
                           counted(rows.columns(), "column") + ", not one value",
                .trouble = Trouble::connection};
  return std::string(rows.at(0, 0));
}

}  // namespace trueup

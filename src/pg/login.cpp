#include "pg/login.h"

#include <netdb.h>
#include <poll.h>

#include <cctype>
#include <cstdlib>
#include <cstring>

#include "base/text.h"
#include "pg/session.h"

namespace trueup {
namespace {

using Clock = std::chrono::steady_clock;

// libpq shows a SQLSTATE nowhere else than in its verbose text: "FATAL:  28P01: password authentication failed …". The
// word before it is in the server's language, the code is not. The last one counts: it is of the last attempt.
std::string last_sqlstate(std::string_view text) {
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text.substr(i, 3) != ":  " || text.substr(i + 8, 2) != ": ") continue;
    const std::string_view state = text.substr(i + 3, 5);
    bool plausible = true;
    for (const char c : state)
      plausible =
          plausible && (std::isdigit(static_cast<unsigned char>(c)) || std::isupper(static_cast<unsigned char>(c)));
    if (plausible) return std::string(state);
  }
  return {};
}

// One line per attempt, without libpq's advice, source locations and SQLSTATEs.
std::string readable(std::string_view text) {
  std::vector<std::string> attempts;
  for (std::string line : split(text, '\n')) {
    if (line.empty() || line[0] == '\t' || line.starts_with("LOCATION:") || line.starts_with("HINT:") ||
        line.starts_with("DETAIL:"))
      continue;
    if (const std::string state = last_sqlstate(line); !state.empty()) {
      const auto at = line.find(":  " + state + ": ");
      const auto severity = line.find_last_of(' ', at == 0 ? 0 : at - 1);
      const auto from = severity == std::string::npos ? 0 : severity + 1;
      line.erase(from, at + 10 - from);
    }
    line = replace_all(std::move(line), "connection to server at ", "");
    line = replace_all(std::move(line), "connection to server on socket ", "socket ");
    line = replace_all(std::move(line), " failed: ", ": ");
    if (attempts.empty() || attempts.back() != line) attempts.push_back(line);
  }
  return join(attempts, "; ");
}

struct Reason {
  std::string code = {};
  std::string hint = {};
};

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

Reason refused_by_hba(std::string_view text) {
  const bool plain_refused = has(text, "no encryption") || has(text, "SSL off");
  const bool tls_refused_too = has(text, "SSL encryption") || has(text, "SSL on");
  if (plain_refused && !tls_refused_too)
    return {"tls-required", "the server wants an encrypted connection: add sslmode=require to the URL"};
  return {"login-refused",
          "the server's pg_hba.conf has no line that lets this user from this address into this database"};
}

// What the server said, by its SQLSTATE.
struct Code {
  std::string_view sqlstate, code, hint;
};
constexpr Code server_codes[] = {
    {"28P01", "wrong-password", "the password of the URL (or of ~/.pgpass) is not the one of this role"},
    {"3D000", "no-such-database", "create it (createdb), or name another; `psql -l` lists those there are"},
    {"53300", "too-many-connections",
     "close some, or raise the limit (max_connections, ALTER ROLE or ALTER DATABASE … CONNECTION LIMIT)"},
    {"57P03", "server-starting", "the server is starting, stopping or recovering: wait and try again"},
    {"57P01", "connection-lost", "the server ended the connection: try again"},
    {"57P02", "connection-lost", "the server ended the connection: try again"},
    {"42501", "login-refused", "the role lacks the CONNECT privilege: GRANT CONNECT ON DATABASE … TO …"},
    {"42704", "connection-option", "the server refuses a setting in options= of the URL"},
    {"55P02", "connection-option", "the server refuses a setting in options= of the URL"},
    {"22023", "connection-option", "the server refuses a setting in options= of the URL"}};

// "invalid authorization": the message tells which; in another language the general answer stands.
Reason reason_of_28000(std::string_view text) {
  if (has(text, "pg_hba.conf")) return refused_by_hba(text);
  if (has(text, "insecure") || has(text, "SSL required")) return {"tls-required", "add sslmode=require to the URL"};
  if (has(text, "role \"") && has(text, "does not exist"))
    return {"no-such-role", "create it (createuser), or name another user in the URL"};
  if (has(text, "Peer authentication"))
    return {"login-refused",
            "over a socket the server wants the system's user of that name: name a host, or be that user"};
  return {"login-refused", "the server does not let this role log in so: see its pg_hba.conf and ALTER ROLE … LOGIN"};
}

// pgbouncer's one code for everything.
Reason reason_of_08P01(std::string_view text) {
  if (has(text, "no such database"))
    return {"no-such-database", "the pooler does not know this database: see [databases] of pgbouncer.ini"};
  if (has(text, "no such user") || has(text, "password authentication failed") || has(text, "auth failed"))
    return {"wrong-password", "the pooler does not know this user and password: see its auth_file"};
  if (has(text, "SSL required")) return {"tls-required", "add sslmode=require to the URL"};
  if (has(text, "no more connections") || has(text, "query_wait_timeout"))
    return {"too-many-connections", "the pooler has no connection left: try again, or raise its limits"};
  if (has(text, "unsupported startup parameter"))
    return {"connection-option", "the pooler refuses a parameter of the URL: remove it, or have it ignored there"};
  if (has(text, "server")) return {"server-starting", "the pooler answers, but the server behind it does not"};
  return {"connection-failed", "see the pooler's log"};
}

Reason reason_of_server(const std::string& state, std::string_view text) {
  if (state == "28000") return reason_of_28000(text);
  if (state == "08P01") return reason_of_08P01(text);
  for (const Code& line : server_codes)
    if (line.sqlstate == state) return {std::string(line.code), std::string(line.hint)};
  return {"connection-failed", "`trueup doctor` tries it step by step"};
}

// What libpq or the operating system said: English, since trueup never sets a locale. The first line counts whose
// phrases (separated by |) occur in the text.
struct Phrases {
  std::string_view phrases, code, hint;
};
constexpr Phrases client_phrases[] = {
    {"invalid connection option|definition of service|service file", "connection-option",
     "correct the parameter of the URL; a newer one may need a newer libpq"},
    {"no password supplied", "password-missing",
     "the server wants a password: put it into the URL, PGPASSWORD or ~/.pgpass"},
    {"does not support SSL", "tls-refused",
     "the server has no TLS: remove sslmode from the URL if an unencrypted connection is acceptable there"},
    {"certificate verify failed|root certificate|does not match host name|self-signed|self signed", "tls-untrusted",
     "give the certificate authority in sslrootcert=FILE, or use sslmode=require to encrypt without verifying"},
    {"invalid response to SSL negotiation|expected authentication request|invalid protocol|unsupported frontend "
     "protocol",
     "not-postgresql", "something else than PostgreSQL listens there: check host and port"},
    {"could not translate host name|could not parse network address", "unknown-host",
     "check the host name in the URL; inside containers a service's name is only known to its own network"},
    {"timeout expired|Connection timed out", "timeout",
     "nothing answered: check host, port, firewall and VPN, or raise connect_timeout"},
    {"Connection refused", "connection-refused",
     "nothing listens there: is the server started, and is the port right? `trueup doctor` looks around"},
    {"No such file or directory|Is the server running locally", "no-such-socket",
     "no server has its socket there: is it started? Name a host to connect by TCP"},
    {"No route to host|Network is unreachable|Host is down|Network is down", "unreachable-host",
     "check network, VPN and the address"},
    {"Permission denied", "login-refused", "this user may not open the server's socket"},
    {"SSL error|SSL SYSCALL|certificate|private key", "tls-refused",
     "TLS could not be agreed upon: check sslmode, sslcert and sslkey"},
    {"server closed the connection|Connection reset|could not receive data|Broken pipe", "not-postgresql",
     "what listens there hung up at once: a server of another kind, a proxy without a server, or one being restarted"},
    {"session is read-only|session is not read-only|server is in hot standby|server is not in hot standby",
     "login-refused", "no server of the URL is of the sort that target_session_attrs asks for"},
    {"could not match|is not supported|invalid ", "connection-option",
     "correct the parameter of the URL; a newer one may need a newer libpq"}};

Reason reason_of_client(std::string_view text) {
  for (const Phrases& line : client_phrases)
    for (const std::string& phrase : split(line.phrases, '|'))
      if (has(text, phrase)) return {std::string(line.code), std::string(line.hint)};
  return {"connection-failed", "`trueup doctor` tries it step by step"};
}

// A parameter list for libpq, zero-terminated, with views into what must outlive it.
struct Parameters {
  std::vector<const char*> keywords = {}, values = {};
  void add(const char* keyword, const char* value) {
    keywords.push_back(keyword);
    values.push_back(value);
  }
};

Parameters parameters_of(const ConnectionSpec& spec, const std::string& application_name) {
  Parameters out;
  for (const auto& [name, value] : spec.parameters)
    if (name != "client_encoding") out.add(name.c_str(), value.c_str());
  if (spec.get("application_name").empty()) out.add("application_name", application_name.c_str());
  out.add("client_encoding", "UTF8");  // all text in trueup is
  return out;
}

std::string effective(PGconn* connection, const char* keyword) {
  std::string out;
  PQconninfoOption* all = libpq().PQconninfo(connection);
  for (PQconninfoOption* one = all; one && one->keyword; ++one)
    if (!std::strcmp(one->keyword, keyword) && one->val) out = one->val;
  libpq().PQconninfoFree(all);
  return out;
}

// As libpq reads it: 0 or less means for ever, and 1 would be too short to be meant.
std::chrono::seconds timeout_of(PGconn* connection, std::chrono::seconds fallback) {
  const std::string said = effective(connection, "connect_timeout");
  if (said.empty()) return fallback;
  const int seconds = std::atoi(said.c_str());
  return std::chrono::seconds(seconds == 1 ? 2 : seconds);
}

bool has_several_addresses(const std::string& host) {
  if (host.find(',') != std::string::npos) return true;
  if (host.empty() || host[0] == '/' || host[0] == '@') return false;
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &wanted, &found) != 0) return false;
  const bool several = found && found->ai_next;
  freeaddrinfo(found);
  return several;
}

enum class Ended { connected, failed, timed_out, interrupted };

// Polls by ourselves: only so can the verbosity be set before the server answers, and Ctrl-C be heard.
Ended poll_login(PGconn* connection, std::chrono::seconds fallback_timeout) {
  const Libpq& pq = libpq();
  const std::chrono::seconds timeout = timeout_of(connection, fallback_timeout);
  std::string address;
  Clock::time_point deadline = Clock::now() + timeout;
  PostgresPollingStatusType state = PGRES_POLLING_WRITING;
  for (;;) {
    if (was_cancelled()) return Ended::interrupted;
    pollfd one{.fd = pq.PQsocket(connection),
               .events = static_cast<short>(state == PGRES_POLLING_READING ? POLLIN : POLLOUT),
               .revents = 0};
    const int ready = one.fd < 0 ? 1 : poll(&one, 1, 100);
    if (ready > 0) {
      state = pq.PQconnectPoll(connection);
      if (state == PGRES_POLLING_OK) return Ended::connected;
      if (state == PGRES_POLLING_FAILED) return Ended::failed;
    }
    const char* host_address = pq.PQhostaddr(connection);
    const char* host = pq.PQhost(connection);
    std::string now_at = std::string(host ? host : "") + "\n" + (host_address ? host_address : "");
    if (now_at != address) {  // libpq went on to the next address
      address = std::move(now_at);
      deadline = Clock::now() + timeout;
    }
    if (timeout.count() > 0 && Clock::now() > deadline) return Ended::timed_out;
  }
}

Diag with_text(const ConnectionSpec& spec, std::string code, const std::string& why, std::string hint) {
  return {.code = std::move(code),
          .message = "cannot connect to " + spec.safe_text() + ": " + why,
          .hint = std::move(hint),
          .trouble = Trouble::connection};
}

}  // namespace

Diag login_failure(const ConnectionSpec& spec, std::string_view text) {
  const std::string state = last_sqlstate(text);
  Reason reason = state.empty() ? reason_of_client(text) : reason_of_server(state, text);
  std::string why = readable(text);
  if (why.empty()) why = "no reason was given";
  return with_text(spec, std::move(reason.code), why, std::move(reason.hint));
}

Result<PGconn*> log_in(const ConnectionSpec& spec, const std::string& application_name,
                       std::chrono::seconds connect_timeout) {
  const Libpq& pq = *TRY(open_libpq());
  Parameters parameters = parameters_of(spec, application_name);
  parameters.add(nullptr, nullptr);
  PGconn* connection = pq.PQconnectStartParams(parameters.keywords.data(), parameters.values.data(), 0);
  if (!connection) return with_text(spec, "connection-failed", "out of memory", "");
  Ended ended = Ended::failed;
  if (pq.PQstatus(connection) != CONNECTION_BAD) {
    pq.PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
    ended = poll_login(connection, connect_timeout);
  }
  const std::string timeout = std::to_string(timeout_of(connection, connect_timeout).count());
  if (ended == Ended::timed_out && has_several_addresses(effective(connection, "host"))) {
    // Only the blocking form gives up one address and tries the next.
    pq.PQfinish(connection);
    parameters = parameters_of(spec, application_name);
    parameters.add("connect_timeout", timeout.c_str());
    parameters.add(nullptr, nullptr);
    connection = pq.PQconnectdbParams(parameters.keywords.data(), parameters.values.data(), 0);
    ended = connection && pq.PQstatus(connection) == CONNECTION_OK ? Ended::connected : Ended::failed;
  }
  if (ended == Ended::connected) {
    pq.PQsetErrorVerbosity(connection, PQERRORS_DEFAULT);
    return connection;
  }
  Diag diag = login_failure(spec, pq.PQerrorMessage(connection));
  if (ended == Ended::timed_out)
    diag = with_text(spec, "timeout", "no answer within " + timeout + " s", reason_of_client("timeout expired").hint);
  if (ended == Ended::interrupted) {
    diag = with_text(spec, "interrupted", "interrupted", "");
    diag.trouble = Trouble::interrupted;
  }
  pq.PQfinish(connection);
  return diag;
}

}  // namespace trueup

#include "pg/url_parameters.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include "base/text.h"

namespace trueup {
namespace {

// clang-format off
// "Parameter Key Words" of libpq's manual, up to PostgreSQL 18. One that the installed libpq is too old for is refused
// by itself at connection time: to drop `require_auth` silently would weaken what was asked for.
constexpr std::string_view keywords[] = {
    "application_name", "channel_binding", "client_encoding", "connect_timeout", "dbname", "fallback_application_name",
    "gssdelegation", "gssencmode", "gsslib", "host", "hostaddr", "keepalives", "keepalives_count", "keepalives_idle",
    "keepalives_interval", "krbsrvname", "load_balance_hosts", "max_protocol_version", "min_protocol_version",
    "oauth_client_id", "oauth_client_secret", "oauth_issuer", "oauth_scope", "options", "passfile", "password", "port",
    "replication", "require_auth", "requirepeer", "scram_client_key", "scram_server_key", "service", "servicefile",
    "ssl_max_protocol_version", "ssl_min_protocol_version", "sslcert", "sslcertmode", "sslcompression", "sslcrl",
    "sslcrldir", "sslkey", "sslkeylogfile", "sslmode", "sslnegotiation", "sslpassword", "sslrootcert", "sslsni",
    "target_session_attrs", "tcp_user_timeout", "user"};

constexpr std::string_view secrets[] = {"oauth_client_secret", "password", "scram_client_key", "scram_server_key",
                                        "sslpassword"};

// What only drivers, pools and other tools understand and what changes nothing about which schema is seen.
constexpr std::string_view dropped[] = {
    "async_creator_fn", "async_fallback", "autocommit", "command_timeout", "connection_class", "connection_limit",
    "cursor_factory", "connection_factory", "direct_tls", "echo", "executemany_batch_page_size", "executemany_mode",
    "executemany_values_page_size", "implicit_returning", "isolation_level", "json_deserializer", "json_serializer",
    "loop", "max_cacheable_statement_size", "max_cached_statement_lifetime", "max_inactive_connection_lifetime",
    "max_overflow", "max_queries", "max_size", "min_size", "native_inet_types", "pgbouncer", "plugin", "pool_max_conns",
    "pool_pre_ping", "pool_recycle", "pool_size", "pool_timeout", "prepare_threshold", "prepared_max",
    "prepared_statement_cache_size", "prepared_statement_name_func", "prepared_statements", "prepareThreshold",
    "record_class", "reset_on_return", "row_factory", "server_settings", "server_side_cursors", "socket_timeout",
    "statement_cache_size", "statement_name_func", "tcp_keepalive", "use_batch_mode", "use_native_hstore",
    "use_native_unicode", "use_native_uuid"};

// clang-format on

// Other spellings of one of libpq's keywords.
struct Spelling {
  std::string_view name, keyword;
};
constexpr Spelling spellings[] = {{"database", "dbname"},
                                  {"db", "dbname"},
                                  {"username", "user"},
                                  {"hostname", "host"},
                                  {"pass", "password"},
                                  {"passwd", "password"},
                                  {"ApplicationName", "application_name"}};

constexpr std::string_view sslmodes[] = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"};

template <class List>
bool contains(const List& list, std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

Diag bad_value(std::string_view name, std::string_view known) {
  return {
      .code = "unreadable-url",
      .message = "cannot read the database URL: parameter \"" + std::string(name) + "\" has a value that is not known",
      .hint = "it may be " + std::string(known)};
}

// asyncpg's ssl=, and the values that other drivers know. asyncpg takes a mode by its libpq name; "true" asks for
// encryption and says nothing about certificates.
Result<Nothing> take_sslmode(std::string_view name, const std::string& value, ConnectionSpec& spec) {
  std::string mode = replace_all(lower(value), "_", "-");
  if (mode == "true" || mode == "1" || mode == "on" || mode == "yes") mode = "require";
  if (mode == "false" || mode == "0" || mode == "off" || mode == "no" || mode == "none") mode = "disable";
  if (mode == "no-verify") mode = "require";
  if (!contains(sslmodes, mode)) return bad_value(name, "disable, allow, prefer, require, verify-ca or verify-full");
  if (name != "sslmode" || mode != value)
    spec.notes.push_back(std::string(name) + "=" + value + " is read as sslmode=" + mode);
  spec.set("sslmode", mode);
  return ok();
}

// Seconds, which asyncpg and pg8000 take as a decimal number; libpq takes whole ones and reads 1 as 2.
Result<Nothing> take_timeout(std::string_view name, const std::string& value, ConnectionSpec& spec) {
  char* end = nullptr;
  const double seconds = std::strtod(value.c_str(), &end);
  if (value.empty() || *end || !std::isfinite(seconds) || seconds > 1e6) return bad_value(name, "a number of seconds");
  spec.set("connect_timeout", std::to_string(static_cast<long>(std::ceil(seconds))));
  if (name != "connect_timeout") spec.notes.push_back(std::string(name) + " is read as connect_timeout");
  return ok();
}

// pg8000's unix_sock=/var/run/postgresql/.s.PGSQL.5432
Result<Nothing> take_socket(const std::string& value, ConnectionSpec& spec) {
  const auto slash = value.rfind("/.s.PGSQL.");
  spec.set("host", value.substr(0, slash));
  if (slash != std::string::npos) spec.set("port", value.substr(slash + 10));
  spec.notes.push_back("unix_sock is read as host and port");
  return ok();
}

Diag unknown(std::string_view name) {
  std::vector<std::string> known(std::begin(keywords), std::end(keywords));
  known.insert(known.end(), std::begin(dropped), std::end(dropped));
  known.insert(known.end(), {"ssl", "timeout", "unix_sock"});
  Diag diag{.code = "unknown-url-parameter",
            .message = "cannot use the database URL: parameter \"" + std::string(name) + "\" is unknown"};
  const std::string near = nearest(name, known);
  if (name == "schema" || name == "currentSchema" || name == "search_path")
    diag.hint = "name the schema with --schema, or write options=-csearch_path%3DSCHEMA";
  else if (!near.empty()) diag.hint = "did you mean " + near + "?";
  else diag.hint = "remove it, or write a server setting as options=-c" + std::string(name) + "%3DVALUE";
  return diag;
}

}  // namespace

bool is_libpq_keyword(std::string_view name) { return contains(keywords, name); }
bool is_secret_keyword(std::string_view name) { return contains(secrets, name); }

Result<Nothing> take_url_parameter(std::string_view name, const std::string& value, ConnectionSpec& spec) {
  for (const Spelling& spelling : spellings)
    if (spelling.name == name) name = spelling.keyword;
  if (name == "sslmode" || name == "ssl") return take_sslmode(name, value, spec);
  if (name == "connect_timeout" || name == "timeout" || name == "connectTimeout")
    return take_timeout(name, value, spec);
  if (name == "unix_sock") return take_socket(value, spec);
  if (contains(dropped, name)) {
    spec.notes.push_back(std::string(name) + " is for the driver alone and was left out");
    return ok();
  }
  if (!is_libpq_keyword(name)) return unknown(name);
  spec.set(name, value);
  return ok();
}

}  // namespace trueup

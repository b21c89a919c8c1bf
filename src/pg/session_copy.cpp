// COPY … TO STDOUT: the cheapest way to get many rows, since neither libpq nor we look at a row twice.
#include <algorithm>
#include <cstring>

#include "pg/session_state.h"

namespace trueup {
namespace {

// What stands behind a backslash ("COPY", File Formats, Text Format). Octal and hexadecimal escapes are for input only.
char unescaped(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return c;
  }
}

// Calls `take(char* line, size)` for each line, newline included, and returns their number.
template <class Take>
Result<std::size_t> copy_lines(Session::State& state, std::string_view sql, const Take& take) {
  const Libpq& pq = libpq();
  PGconn* connection = state.connection.get();
  const Waiting waiting(state.statistics);
  ++state.statistics.statements;
  state.error = {};
  if (!pq.PQsendQuery(connection, std::string(sql).c_str())) return state.failure(nullptr, sql);
  std::vector<ResultPointer> results = state.remaining();
  if (results.empty() || pq.PQresultStatus(results.back().get()) != PGRES_COPY_OUT) {
    TRY(state.last_good(std::move(results), sql));
    return Diag{.code = "unexpected-result",
                .message = "the statement was no COPY … TO STDOUT",
                .trouble = Trouble::connection};
  }
  std::size_t rows = 0;
  char* line = nullptr;
  int size = 0;
  while ((size = pq.PQgetCopyData(connection, &line, 0)) > 0) {
    take(line, static_cast<std::size_t>(size));
    state.statistics.bytes += static_cast<std::size_t>(size);
    pq.PQfreemem(line);
    ++rows;
  }
  TRY(state.last_good(state.remaining(), sql));
  return rows;
}

}  // namespace

void split_copy_line(std::span<char> line, std::vector<std::string_view>& fields) {
  fields.clear();
  char* from = line.data();  // of the field
  char* to = from;           // where its next character goes
  char* const end = from + line.size();
  if (!std::memchr(from, '\\', line.size())) {  // most lines: nothing to unescape
    for (;;) {
      auto* tab = static_cast<char*>(std::memchr(from, '\t', static_cast<std::size_t>(end - from)));
      fields.emplace_back(from, static_cast<std::size_t>((tab ? tab : end) - from));
      if (!tab) return;
      from = tab + 1;
    }
  }
  bool null = false;
  for (char* at = from;; ++at) {
    if (at == end || *at == '\t') {
      if (null) fields.emplace_back();
      else fields.emplace_back(from, static_cast<std::size_t>(to - from));
      if (at == end) return;
      from = to = at + 1;
      null = false;
    } else if (*at != '\\') {
      if (to != at) *to = *at;
      ++to;
    } else if (++at == end) {
      --at;
    } else if (*at == 'N') {  // only NULL is written so: a text \N is \\N
      null = true;
    } else {
      *to++ = unescaped(*at);
    }
  }
}

std::size_t split_copy(std::string& text, const std::function<void(CopyRow)>& row) {
  std::vector<std::string_view> fields;
  std::size_t rows = 0;
  char* const end = text.data() + text.size();
  for (char* at = text.data(); at < end; ++rows) {
    auto* newline = static_cast<char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    char* const line_end = newline ? newline : end;
    split_copy_line({at, line_end}, fields);
    row(fields);
    at = line_end + 1;
  }
  return rows;
}

Result<std::size_t> Session::copy_out(std::string_view sql, const std::function<void(CopyRow)>& row) {
  std::vector<std::string_view> fields;
  return copy_lines(*state_, sql, [&](char* line, std::size_t size) {
    split_copy_line({line, size - 1}, fields);
    row(fields);
  });
}

Result<std::size_t> Session::copy_in(std::string_view sql, std::string_view text) {
  constexpr std::size_t piece = 1 << 20;
  const Libpq& pq = libpq();
  PGconn* connection = state_->connection.get();
  const Waiting waiting(state_->statistics);
  ++state_->statistics.statements;
  state_->error = {};
  if (!pq.PQsendQuery(connection, std::string(sql).c_str())) return state_->failure(nullptr, sql);
  std::vector<ResultPointer> results = state_->remaining();
  if (results.empty() || pq.PQresultStatus(results.back().get()) != PGRES_COPY_IN) {
    TRY(state_->last_good(std::move(results), sql));
    return Diag{.code = "unexpected-result",
                .message = "the statement was no COPY … FROM STDIN",
                .trouble = Trouble::connection};
  }
  for (bool taken = true; taken && !text.empty(); text.remove_prefix(std::min(piece, text.size())))
    taken = pq.PQputCopyData(connection, text.data(), static_cast<int>(std::min(piece, text.size()))) == 1;
  pq.PQputCopyEnd(connection, nullptr);  // a connection that broke says so in the result
  return Rows(TRY(state_->last_good(state_->remaining(), sql)).release()).affected();
}

Result<std::string> Session::copy_out_text(std::string_view sql) {
  std::string out;
  TRY(copy_lines(*state_, sql, [&](char* line, std::size_t size) { out.append(line, size); }));
  return out;
}

}  // namespace trueup

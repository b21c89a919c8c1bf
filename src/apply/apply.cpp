#include "apply/apply.h"

#include <atomic>
#include <thread>

#include "apply/lock_holders.h"
#include "apply/prove.h"
#include "apply/receipt.h"
#include "apply/runner.h"
#include "base/text.h"
#include "model/quote.h"
#include "pg/pooler.h"

namespace trueup {
namespace {

using clock = std::chrono::steady_clock;

std::chrono::milliseconds since(clock::time_point begun) { return std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - begun); }

// What another session is the cause of, and time may cure.
bool is_passing(const Diag& error) { return error.code == "lock-timeout" || error.code == "deadlock" || error.code == "serialization-failure"; }

// How a failure is told: which step, what the server said, and where the object was written down.
struct Failure {
  const Step* step = nullptr;  // null: at BEGIN or COMMIT of the batch
  Diag error = {};
  SqlError sql_error = {};
  bool maybe_committed = false;
};

Diag told(const Failure& failure, const Batch& batch) {
  Diag out = failure.error;
  if (!failure.step) {
    const std::size_t more = batch.steps.size() - 1;
    out.message = "the transaction of " + title_of(batch.steps.front()) + (more ? " and " + counted(more, "more step") : std::string()) + ": " + out.message;
    return out;
  }
  const Object& object = failure.step->subject();
  out.subject = object.id.str();
  out.origin = object.origin;
  out.message = title_of(*failure.step) + ": " + out.message;
  // The server's message names a constraint only sometimes.
  const std::string& constraint = failure.sql_error.constraint;
  if (!constraint.empty() && out.message.find(constraint) == std::string::npos) out.message += " (constraint " + constraint + ")";
  return out;
}

class Applying {
 public:
  Applying(const Approved& approved, Session& session, const ApplyOptions& options) : approved_(approved), session_(session), options_(options) {}

  Receipt run() {
    for (auto& batch : approved_.batches()) {
      if (was_cancelled()) {
        receipt_.error = Diag{.code = "interrupted", .message = "interrupted between two steps", .trouble = Trouble::interrupted};
        break;
      }
      const auto failure = batch.in_transaction ? run_transaction(batch) : run_outside(batch);
      if (!failure) continue;
      Failure failed = *failure;
      if (failed.step) remove_disproven(*failed.step, failed);
      receipt_.error = told(failed, batch);
      receipt_.maybe_committed = failure->maybe_committed;
      if (failure->step) receipt_.failed = StepOutcome{.step = failure->step, .sql = render(*failure->step)};
      break;
    }
    receipt_.not_run = approved_.plan().step_count() - receipt_.done.size() - (receipt_.failed ? 1 : 0);
    return std::move(receipt_);
  }

 private:
  void tell(const std::string& text) const {
    if (options_.progress) options_.progress(text);
  }
  void announce(const Step& step, std::size_t place) const {
    tell("[" + std::to_string(receipt_.done.size() + place + 1) + "/" + std::to_string(approved_.plan().step_count()) + "] " + title_of(step));
  }

  // ---- in a transaction ----
  std::optional<Failure> run_transaction(const Batch& batch) {
    auto pause = options_.pause;
    for (int attempt = 1;; ++attempt, pause *= 2) {
      auto failure = try_transaction(batch);
      if (!failure || !is_passing(failure->error) || attempt >= options_.attempts) {
        if (failure && failure->error.code == "lock-timeout") explain_lock(*failure, attempt);
        return failure;
      }
      tell("attempt " + std::to_string(attempt) + " of " + std::to_string(options_.attempts) + " met a lock: " + failure->error.message);
      if (!wait(pause)) return Failure{failure->step, {.code = "interrupted", .message = "interrupted while waiting for a lock", .trouble = Trouble::interrupted}, {}, false};
    }
  }

  std::optional<Failure> try_transaction(const Batch& batch) {
    const auto begun = clock::now();
    // A statement that waits for ACCESS EXCLUSIVE makes everybody wait behind it: it gives up soon. Validation waits for a
    // lock that blocks nobody, so it has time. Rows hidden by row security would be left unfilled: an error is an answer.
    const bool patient = batch.steps.size() == 1 && batch.steps[0].alone && effects_of(batch.steps[0]).lock <= Lock::share_update_exclusive;
    std::vector<std::string> sql = {"SET LOCAL lock_timeout = " + std::to_string(patient ? 0 : options_.lock_timeout.count()),
                                    "SET LOCAL row_security = off"};
    if (patient && !session_.options().statement_timeout) sql.push_back("SET LOCAL statement_timeout = 0");
    std::vector<std::size_t> step_of(sql.size(), batch.steps.size());
    std::vector<StepOutcome> outcomes;
    for (std::size_t i = 0; i < batch.steps.size(); ++i) {
      announce(batch.steps[i], i);
      outcomes.push_back({.step = &batch.steps[i], .sql = render(batch.steps[i])});
      sql.insert(sql.end(), outcomes.back().sql.begin(), outcomes.back().sql.end());
      step_of.resize(sql.size(), i);
    }
    const BatchOutcome outcome = session_.run_batch(sql);
    if (outcome.error) {
      const std::size_t at = outcome.failed ? step_of[*outcome.failed] : batch.steps.size();
      return Failure{at < batch.steps.size() ? &batch.steps[at] : nullptr, *outcome.error, outcome.sql_error, outcome.maybe_committed};
    }
    outcomes.front().took = since(begun);
    for (auto& done : outcomes) receipt_.done.push_back(std::move(done));
    return {};
  }

  void explain_lock(Failure& failure, int attempts) {
    failure.error.message += "; " + counted(static_cast<std::size_t>(attempts), "attempt") + " of " + std::to_string(options_.lock_timeout.count()) + " ms";
    if (!failure.step) return;
    if (auto who = lock_holders(session_, *failure.step, approved_.delta()); !who.empty()) failure.error.message += "; " + who;
  }

  // ---- outside of a transaction ----
  // Statements that wait for all others that use the table: with no limit on locks, which they hold off nobody with, nor
  // on time, unless somebody asked for one. No transaction of ours is open: they would wait for it, too.
  std::optional<Failure> run_outside(const Batch& batch) {
    for (auto& step : batch.steps) {
      announce(step, 0);
      const auto begun = clock::now();
      StepOutcome outcome{.step = &step, .sql = render(step)};
      auto pause = options_.pause;
      for (int attempt = 1;; ++attempt, pause *= 2) {
        auto failure = try_outside(step, outcome.sql);
        if (!failure) break;
        if (!is_passing(failure->error) || attempt >= options_.attempts || !wait(pause)) return failure;
      }
      outcome.took = since(begun);
      receipt_.done.push_back(std::move(outcome));
    }
    return {};
  }

  std::optional<Failure> try_outside(const Step& step, const Sql& statements) {
    const bool limited = session_.options().statement_timeout.has_value();
    auto before = session_.exec("SELECT current_setting('lock_timeout'), current_setting('statement_timeout'), set_config('lock_timeout', '0', false)" +
                                std::string(limited ? "" : ", set_config('statement_timeout', '0', false)"));
    if (!before) return Failure{&step, std::move(before).error(), session_.last_error(), false};
    std::optional<Failure> failure;
    for (auto& sql : statements) {
      auto rows = session_.exec(sql);
      if (rows) continue;
      failure = Failure{&step, std::move(rows).error(), session_.last_error(), false};
      break;
    }
    if (failure && !session_.is_lost()) remove_leftover(step, *failure);
    if (!session_.is_lost())
      (void)session_.exec("SELECT set_config('lock_timeout', " + quote_literal(before->at(0, 0)) + ", false), set_config('statement_timeout', " +
                          quote_literal(before->at(0, 1)) + ", false)");
    return failure;
  }

  // A concurrent build that failed leaves an invalid index behind, which is in the way of the next attempt. One that was
  // there before, perhaps in the making by somebody else, made ours fail at once (42P07) and is not touched.
  void remove_leftover(const Step& step, Failure& failure) {
    if (step.verb != Verb::create || !step.options.concurrently || failure.sql_error.sqlstate == "42P07") return;
    const std::string name = quote_qualified(step.want->id[0], step.want->id.back());
    auto invalid = session_.exec("SELECT FROM pg_index WHERE indexrelid = to_regclass(" + quote_literal(name) + ") AND NOT indisvalid");
    if (!invalid || invalid->size() == 0) return;
    // After Ctrl-C nobody wants to wait long.
    if (was_cancelled()) (void)session_.exec("SET statement_timeout = '5s'");
    for (auto& sql : step.subject().kind().drop({step.want->id, nullptr, step.want->data, step.options}))
      if (auto dropped = session_.exec(sql); !dropped) {
        failure.error.hint = "what the build left behind could not be removed: " + sql;
        return;
      }
  }

  // The check that was to prove NOT NULL and is violated goes again: it would refuse rows that nothing refuses today.
  void remove_disproven(const Step& step, Failure& failure) {
    constexpr std::string_view check_violation = "23514";
    if (step.options.proven_by.empty() || step.subject().kind().holds_data || failure.sql_error.sqlstate != check_violation) return;
    for (auto& sql : step.subject().kind().drop({step.want->id, nullptr, step.want->data, step.options}))
      if (!session_.exec(sql)) failure.error.hint = "the check that was made for it could not be dropped: " + sql;
  }

  // False: interrupted.
  static bool wait(std::chrono::milliseconds pause) {
    const auto end = clock::now() + std::min(pause, std::chrono::milliseconds(8000));
    while (clock::now() < end) {
      if (was_cancelled()) return false;
      std::this_thread::sleep_for(std::min(std::chrono::milliseconds(50), std::chrono::duration_cast<std::chrono::milliseconds>(end - clock::now()) + std::chrono::milliseconds(1)));
    }
    return !was_cancelled();
  }

  const Approved& approved_;
  Session& session_;
  const ApplyOptions& options_;
  Receipt receipt_;
};

}  // namespace

namespace {
std::atomic<bool> begun_to_apply{false};
}

bool has_begun_to_apply() noexcept { return begun_to_apply; }

Result<Receipt> apply(const Approved& approved, Session& session, const ApplyOptions& options, const std::function<Result<ModelPtr>(Session&)>& have_again) {
  if (approved.batches().empty()) return Receipt{.proved = true};
  // Settings and locks must be ours from one transaction to the next.
  const Pooling pooling = TRY(detect_pooling(session));
  if (pooling == Pooling::transaction || pooling == Pooling::unclear) return refuse_transaction_pooling(session.spec());
  const RunnerLock lock = TRY(RunnerLock::take(session, options.wait_for_runner, options.progress));
  // From here on no other trueup changes the database. What was done to it since it was read, we must know.
  const ModelPtr have = TRY(have_again(session));
  if (have->fingerprint() != approved.delta().have->fingerprint())
    return Diag{.code = "schema-moved", .message = "the schema of " + session.spec().safe_text() + " has changed since it was read: the plan no longer fits",
                .hint = "run again"};
  begun_to_apply = true;
  Receipt receipt = Applying(approved, session, options).run();
  if (receipt.done.empty() || session.is_lost() || was_cancelled()) return receipt;
  auto again = have_again(session);
  if (again) prove(receipt, approved, *again);
  else if (!receipt.error) {
    receipt.error = std::move(again).error();
    receipt.error->message = "every step was done, but the database could not be read again: " + receipt.error->message;
  }
  else receipt.contradictions.push_back("it could not be read again: " + again.error().message);
  return receipt;
}

}  // namespace trueup

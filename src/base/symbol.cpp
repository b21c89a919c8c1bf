#include "base/symbol.h"

#include <sys/single_threaded.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstring>
#include <memory>
#include <mutex>
#include <vector>

#include "base/hash.h"

namespace trueup {
namespace {

// Sixteen shards, each an open-addressing table with a lock of its own, taken only where the process has several threads.
// Texts lie in blocks that never move, so view() takes no lock.
constexpr unsigned shard_bits = 4, shards = 1u << shard_bits;

struct Entry {
  const char* text;
  std::uint32_t size;
  std::uint64_t hash;
};

// Entries by number. Each block is as large as all before it, so that few names take little and many stay in place.
class Entries {
 public:
  const Entry& operator[](std::uint32_t index) const {
    const auto [block, place] = where(index);
    return blocks_[block].load(std::memory_order_acquire)[place];
  }
  void put(std::uint32_t index, const Entry& entry) {
    const auto [block, place] = where(index);
    Entry* entries = blocks_[block].load(std::memory_order_relaxed);
    if (!entries) {
      entries = std::make_unique_for_overwrite<Entry[]>(std::size_t{first} << block).release();
      blocks_[block].store(entries, std::memory_order_release);
    }
    entries[place] = entry;
  }

 private:
  static constexpr std::uint32_t first = 64, most_blocks = 33 - std::bit_width(first);
  struct Where {
    unsigned block;
    std::uint32_t place;
  };
  static Where where(std::uint32_t index) {
    const unsigned block = static_cast<unsigned>(std::bit_width(index / first + 1)) - 1;
    return {block, index - first * ((1u << block) - 1)};
  }
  std::array<std::atomic<Entry*>, most_blocks> blocks_ = {};  // never freed, as the table
};

class Lock {
 public:
  explicit Lock(std::mutex& mutex) : mutex_(__libc_single_threaded ? nullptr : &mutex) {
    if (mutex_) mutex_->lock();
  }
  Lock(const Lock&) = delete;
  ~Lock() {
    if (mutex_) mutex_->unlock();
  }

 private:
  std::mutex* mutex_;
};

class Shard {
 public:
  std::uint32_t intern(std::string_view text, std::uint64_t hash) {
    const Lock lock(mutex_);
    if ((count_ + 1) * 2 > slots_.size()) grow();
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      Slot& slot = slots_[at];
      if (!slot.number) {
        entries_.put(count_, {keep(text), static_cast<std::uint32_t>(text.size()), hash});
        slot = {.number = ++count_, .tag = tag};
        return slot.number - 1;
      }
      if (slot.tag != tag) continue;
      const Entry& entry = entries_[slot.number - 1];
      if (entry.hash == hash && std::string_view(entry.text, entry.size) == text) return slot.number - 1;
    }
  }
  const Entry& entry(std::uint32_t index) const { return entries_[index]; }

 private:
  struct Slot {
    std::uint32_t number = 0;  // index + 1, 0 is free
    std::uint32_t tag = 0;     // the hash's upper half: few others need to be looked at
  };
  const char* keep(std::string_view text) {
    constexpr std::size_t block = 1u << 16;
    if (text.size() > left_) {
      left_ = std::max(std::min(block, std::size_t{1024} << (2 * blocks_.size())), text.size());
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
      next_ = blocks_.back().get();
    }
    char* at = next_;
    std::memcpy(at, text.data(), text.size());
    next_ += text.size();
    left_ -= text.size();
    return at;
  }
  void grow() {
    std::vector<Slot> bigger(slots_.empty() ? 64 : slots_.size() * 2);
    for (const Slot& slot : slots_) {
      if (!slot.number) continue;
      std::size_t at = entries_[slot.number - 1].hash & (bigger.size() - 1);
      while (bigger[at].number) at = (at + 1) & (bigger.size() - 1);
      bigger[at] = slot;
    }
    slots_ = std::move(bigger);
  }

  std::mutex mutex_;
  std::vector<Slot> slots_;
  std::uint32_t count_ = 0;
  Entries entries_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

std::array<Shard, shards>& table() {
  static auto* shards_of_all = new std::array<Shard, shards>;  // never destroyed: symbols outlive static objects
  return *shards_of_all;
}

}  // namespace

Symbol::Symbol(std::string_view text) {
  if (text.empty()) return;
  const std::uint64_t hash = hash_of(text);
  const unsigned shard = hash >> (64 - shard_bits);
  number_ = ((table()[shard].intern(text, hash) << shard_bits) | shard) + 1;
}

std::string_view Symbol::view() const {
  if (!number_) return {};
  const Entry& entry = table()[(number_ - 1) & (shards - 1)].entry((number_ - 1) >> shard_bits);
  return {entry.text, entry.size};
}

std::uint64_t Symbol::content_hash() const {
  static const std::uint64_t of_nothing = hash_of({});
  return number_ ? table()[(number_ - 1) & (shards - 1)].entry((number_ - 1) >> shard_bits).hash : of_nothing;
}

}  // namespace trueup

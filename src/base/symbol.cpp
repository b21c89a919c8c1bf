#include "base/symbol.h"

#include <array>
#include <atomic>
#include <cstring>
#include <memory>
#include <mutex>
#include <vector>

#include "base/hash.h"

namespace trueup {
namespace {

// Sixteen shards, each an open-addressing table with a lock of its own: readers of source files intern from several
// threads at once. Texts lie in blocks that never move, so view() takes no lock.
constexpr unsigned shard_bits = 4, shards = 1u << shard_bits;
constexpr std::size_t chunk_size = 1u << 12, most_chunks = 1u << 14;

struct Entry {
  const char* text = nullptr;
  std::uint32_t size = 0;
  std::uint64_t hash = 0;
};

class Shard {
 public:
  std::uint32_t intern(std::string_view text, std::uint64_t hash) {
    std::lock_guard lock(mutex_);
    if ((count_ + 1) * 2 > slots_.size()) grow();
    for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      if (!slots_[at]) {
        slots_[at] = add(text, hash) + 1;
        return slots_[at] - 1;
      }
      const Entry& entry = this->entry(slots_[at] - 1);
      if (entry.hash == hash && std::string_view(entry.text, entry.size) == text) return slots_[at] - 1;
    }
  }
  const Entry& entry(std::uint32_t index) const {
    return chunks_[index / chunk_size].load(std::memory_order_acquire)[index % chunk_size];
  }
  ~Shard() {
    for (auto& chunk : chunks_) delete[] chunk.load();
  }

 private:
  std::uint32_t add(std::string_view text, std::uint64_t hash) {
    const std::uint32_t index = count_++;
    auto& chunk = chunks_[index / chunk_size];
    if (!chunk.load(std::memory_order_relaxed)) chunk.store(new Entry[chunk_size], std::memory_order_release);
    chunk.load(std::memory_order_relaxed)[index % chunk_size] = {keep(text), static_cast<std::uint32_t>(text.size()), hash};
    return index;
  }
  const char* keep(std::string_view text) {
    constexpr std::size_t block = 1u << 16;
    if (text.size() > left_) {
      left_ = std::max(block, text.size());
      blocks_.push_back(std::make_unique<char[]>(left_));
      next_ = blocks_.back().get();
    }
    char* at = next_;
    std::memcpy(at, text.data(), text.size());
    next_ += text.size();
    left_ -= text.size();
    return at;
  }
  void grow() {
    std::vector<std::uint32_t> bigger(slots_.empty() ? 64 : slots_.size() * 2);
    for (std::uint32_t slot : slots_) {
      if (!slot) continue;
      std::size_t at = entry(slot - 1).hash & (bigger.size() - 1);
      while (bigger[at]) at = (at + 1) & (bigger.size() - 1);
      bigger[at] = slot;
    }
    slots_ = std::move(bigger);
  }

  std::mutex mutex_;
  std::vector<std::uint32_t> slots_;  // index + 1, 0 is free
  std::uint32_t count_ = 0;
  std::array<std::atomic<Entry*>, most_chunks> chunks_ = {};
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

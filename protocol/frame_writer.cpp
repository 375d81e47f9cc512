#include "protocol/frame_writer.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "protocol/writer.hpp"

namespace reprise {
namespace {

constexpr char fin_and_text = static_cast<char>(0x81);

constexpr std::size_t header_bytes(std::size_t payload) { return payload < 126 ? 2 : payload <= 0xffff ? 4 : 10; }

// One message being written. Room for the header is left in front, for the size that is expected; a wrong guess costs
// moving the payload once and nothing else.
class message {
 public:
  message(std::string_view name, std::size_t bytes_expected) : room_(header_bytes(bytes_expected)) {
    bytes_.reserve(room_ + bytes_expected);
    bytes_.assign(room_, '\0');
    bytes_.append("{\"frame\":\"").append(name) += '"';
  }

  template <class Value>
  message& member(std::string_view key, const Value& value) {
    name_member(key);
    write(bytes_, value);
    return *this;
  }

  message& members(std::string_view key, encoded_changes values) {
    name_member(key);
    bytes_ += '[';
    for (std::size_t index = 0; index < values.size(); ++index) {
      if (index > 0) bytes_ += ',';
      bytes_.append(values[index]);
    }
    bytes_ += ']';
    return *this;
  }

  template <class Value>
  message& members(std::string_view key, std::span<const Value> values) {
    name_member(key);
    bytes_ += '[';
    for (std::size_t index = 0; index < values.size(); ++index) {
      if (index > 0) bytes_ += ',';
      write(bytes_, values[index]);
    }
    bytes_ += ']';
    return *this;
  }

  shared_frame finish() {
    bytes_ += '}';
    const std::size_t payload = bytes_.size() - room_;
    const std::size_t needed = header_bytes(payload);
    if (needed < room_) bytes_.erase(0, room_ - needed);
    if (needed > room_) bytes_.insert(0, needed - room_, '\0');
    write_header(payload, needed);
    return std::make_shared<const std::string>(std::move(bytes_));
  }

 private:
  void name_member(std::string_view key) { bytes_.append(",\"").append(key).append("\":"); }

  void write_header(std::size_t payload, std::size_t header) {
    bytes_[0] = fin_and_text;
    if (header == 2) {
      bytes_[1] = static_cast<char>(payload);
      return;
    }
    bytes_[1] = header == 4 ? 126 : 127;
    for (std::size_t index = header; index > 2; --index, payload >>= 8) {
      bytes_[index - 1] = static_cast<char>(payload & 0xff);
    }
  }

  const std::size_t room_;
  std::string bytes_;
};

std::size_t bytes_of(encoded_changes encoded) {
  std::size_t bytes = encoded.size();  // the commas
  for (const auto& one : encoded) bytes += one.size();
  return bytes;
}

constexpr std::size_t envelope_bytes = 128;  // about what the other members of any frame take

template <class Frame>
message begin(std::size_t bytes_expected = envelope_bytes - 8) {
  return message(Frame::wire_name, bytes_expected);
}

}  // namespace

shared_frame welcome_frame(std::string_view epoch, seq_number seq, commit_mark mark, instant now, id<member> you,
                           bool snapshot, std::span<const id<member>> present, encoded_changes encoded) {
  return begin<frame::welcome>(envelope_bytes + 9 * present.size() + bytes_of(encoded))
      .member("epoch", epoch)
      .member("seq", seq)
      .member("mark", mark)
      .member("now", now)
      .member("member", you)
      .member("snapshot", snapshot)
      .members("present", present)
      .members("changes", encoded)
      .finish();
}

shared_frame snapshot_frame(std::string_view epoch, seq_number seq, commit_mark mark, instant now,
                            encoded_changes encoded) {
  return begin<frame::snapshot>(envelope_bytes + bytes_of(encoded))
      .member("epoch", epoch)
      .member("seq", seq)
      .member("mark", mark)
      .member("now", now)
      .members("changes", encoded)
      .finish();
}

shared_frame changes_frame(seq_number seq, commit_mark mark, instant at, encoded_changes encoded) {
  return begin<frame::changes>(envelope_bytes / 2 + bytes_of(encoded))
      .member("seq", seq)
      .member("mark", mark)
      .member("at", at)
      .members("changes", encoded)
      .finish();
}

shared_frame acknowledged_frame(std::string_view command_id, seq_number seq) {
  return begin<frame::acknowledged>().member("id", command_id).member("seq", seq).finish();
}

shared_frame refused_frame(std::string_view command_id, const refusal& why) {
  return begin<frame::refused>(2 * envelope_bytes).member("id", command_id).member("problem", problem_of(why)).finish();
}

shared_frame presence_frame(std::span<const frame::member_presence> members) {
  return begin<frame::presence>(64 * members.size() + 40).members("members", members).finish();
}

shared_frame pong_frame(instant at, instant now, seq_number seq, commit_mark mark) {
  return begin<frame::pong>().member("at", at).member("now", now).member("seq", seq).member("mark", mark).finish();
}

shared_frame bye_frame(const close_code& why) {
  return begin<frame::bye>(2 * envelope_bytes)
      .member("code", why.value)
      .member("name", why.name)
      .member("meaning", why.meaning)
      .member("come_back", why.come_back())
      .member("pause_ms_min", why.pause_ms_min)
      .member("pause_ms_max", why.pause_ms_max)
      .finish();
}

std::string_view payload_of(std::string_view message_bytes) {
  if (message_bytes.size() < 2) return {};
  const int length = message_bytes[1] & 0x7f;
  const std::size_t header = length == 127 ? 10 : length == 126 ? 4 : 2;
  return message_bytes.substr(std::min(header, message_bytes.size()));
}

}  // namespace reprise

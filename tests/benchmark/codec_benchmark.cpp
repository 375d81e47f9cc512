// Decoding a command and encoding an entity of about 300 bytes, each beside what nlohmann-json does with the same
// bytes. Goals: decode <= 1.5 x a bare SAX pass; encode <= 1/8 of a dump from the same struct.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "protocol/codec.hpp"
#include "protocol/frame_writer.hpp"
#include "protocol/writer.hpp"

namespace reprise {
namespace {

// Plain ASCII, and the same with what people's keyboards put in.
const std::string plain_command =
    R"({"frame":"command","id":"7f9c2ba4-e88f-4d1b-9d39-0242ac120002","name":"give_feedback","args":{"attempt":120001,)"
    R"("ratings":[{"criterion":10003,"score":3,"evidence":"You named the step twice."}],"strength":"You waited after the )"
    R"(question.","action_step":"Next time, when she looks away, ask her to say the step back to you."}})";

std::string accented(std::string text) {
  const std::size_t at = text.find("You waited");
  return text.replace(at, 10, "You’ve café");
}

// What a SAX pass costs when nothing is done with what it says.
struct bare_pass {
  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(std::int64_t) { return true; }
  bool number_unsigned(std::uint64_t) { return true; }
  bool number_float(double, const std::string&) { return true; }
  bool string(std::string&) { return true; }
  bool binary(std::vector<std::uint8_t>&) { return true; }
  bool start_object(std::size_t) { return true; }
  bool key(std::string&) { return true; }
  bool end_object() { return true; }
  bool start_array(std::size_t) { return true; }
  bool end_array() { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }
};

void set_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

void bare_sax_pass(benchmark::State& state, const std::string& bytes) {
  for (auto _ : state) {
    bare_pass events;
    benchmark::DoNotOptimize(nlohmann::json::sax_parse(bytes.data(), bytes.data() + bytes.size(), &events));
  }
  set_bytes(state, bytes.size());
}

void decode_command(benchmark::State& state, const std::string& bytes) {
  if (!decode_client_frame(bytes)) std::abort();
  for (auto _ : state) benchmark::DoNotOptimize(decode_client_frame(bytes));
  set_bytes(state, bytes.size());
}

feedback some_feedback() {
  feedback of;
  of.id = {120'002};
  of.attempt = {120'001};
  of.reviewer = {20'000};
  of.receiver = {30'000};
  of.state = feedback_state::delivered;
  of.ratings = {rating{{10'003}, 3, "You named it."}};
  of.strength = "You waited after the question.";
  of.action_step = "Next time, ask her to say it back.";
  of.asked_at = 1'790'000'000'000;
  of.given_at = 1'790'000'060'000;
  return of;
}

nlohmann::json tree_of(const feedback& of) {
  auto ratings = nlohmann::json::array();
  for (const rating& one : of.ratings) {
    ratings.push_back(
        {{"criterion", one.criterion.value}, {"score", one.score.value}, {"evidence", one.evidence.value}});
  }
  return {{"id", of.id.value},
          {"attempt", of.attempt.value},
          {"reviewer", of.reviewer.value},
          {"receiver", of.receiver.value},
          {"state", boost::describe::enum_to_string(of.state, "")},
          {"ratings", std::move(ratings)},
          {"strength", of.strength.value},
          {"action_step", of.action_step.value},
          {"hidden", of.hidden},
          {"hidden_reason", of.hidden_reason.value},
          {"asked_at", of.asked_at},
          {"given_at", of.given_at}};
}

void dump_entity_by_tree(benchmark::State& state) {
  const feedback of = some_feedback();
  for (auto _ : state) benchmark::DoNotOptimize(tree_of(of).dump());
}

void encode_entity(benchmark::State& state) {
  const feedback of = some_feedback();
  std::string out;  // as the live session does it, whose buffer is used again and again
  for (auto _ : state) {
    out.clear();
    write_put(out, of);
    benchmark::DoNotOptimize(out.data());
  }
  state.counters["bytes"] = static_cast<double>(out.size());
}

void frame_one_change(benchmark::State& state) {
  const std::string one = to_json(change{put{some_feedback()}});
  const std::string_view view = one;
  for (auto _ : state) benchmark::DoNotOptimize(changes_frame(4'711, 1, 1'790'000'060'000, {&view, 1}));
}

BENCHMARK_CAPTURE(bare_sax_pass, plain, plain_command);
BENCHMARK_CAPTURE(bare_sax_pass, accented, accented(plain_command));
BENCHMARK_CAPTURE(decode_command, plain, plain_command);
BENCHMARK_CAPTURE(decode_command, accented, accented(plain_command));
BENCHMARK(dump_entity_by_tree);
BENCHMARK(encode_entity);
BENCHMARK(frame_one_change);

}  // namespace
}  // namespace reprise

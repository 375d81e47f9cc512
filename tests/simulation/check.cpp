// What must hold after every run, whatever happened in it.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "protocol/codec.hpp"
#include "protocol/writer.hpp"
#include "tests/simulation/simulation.hpp"

namespace reprise::tests {
namespace {

const session_key the_key = "simulated";

std::string picture(const state& of) {
  std::string text;
  for (const auto& each : everything(of)) {
    write(text, each);
    text += '\n';
  }
  return text;
}

bool lives(const member& of) {
  return of.role == role::participant && (of.attendance == attendance::here || of.attendance == attendance::away);
}

bool leads(const member& of) { return of.role == role::facilitator || of.role == role::co_facilitator; }

bool has_reviewer(const state& in, const attempt& about) {
  for (const auto each : in.feedback_on(about.id)) {
    const auto& one = *in.find(each);
    const auto& reviewer = *in.find(one.reviewer);
    if (one.reviewer == about.author || one.state == feedback_state::released) continue;
    if (one.state == feedback_state::sealed || one.state == feedback_state::delivered) return true;
    if (leads(reviewer) || (lives(reviewer) && reviewer.attendance == attendance::here)) return true;
  }
  return false;
}

template <class Action>
void for_each_word(const std::string& text, Action action) {
  for (auto at = text.find("zq"); at != std::string::npos; at = text.find("zq", at + 1)) {
    action(text.substr(at, text.find('x', at) + 1 - at));
  }
}

}  // namespace

void simulation::check() {
  if (const auto left = unanswered(); left > 0)
    complain(std::to_string(left) + " things were still unanswered at the end");
  std::vector<commit> log;
  state replayed;
  const auto length = length_of_log();
  for (const auto& [seq, bytes] : written_) {
    if (seq > length) break;  // lost, and nobody had it
    log.push_back(decode_commit(bytes).value());
    digest_more(summary_.digest, bytes);
  }
  if (log.size() != length) complain("a commit was never written");
  for (const auto& each : clients_) digest_more(summary_.digest, std::to_string(each->digest));
  summary_.commits = log.size();
  deadline_watch clock;
  for (const auto& each : log) {
    for (auto& wrong : clock.look_at(each, replayed)) complain(std::move(wrong));
    for (const auto& one : each.changes) apply(replayed, one);
    check_rules(replayed);
    for (const auto& one : servers_) {
      if (!one.loaded || one.session->position().seq != each.seq) continue;
      if (picture(one.session->committed()) != picture(replayed)) complain("a server's state is not what its log says");
    }
    if (!summary_.complaints.empty()) return;
  }
  for (auto& wrong : clock.look_at_the_end(replayed, world_.now())) complain(std::move(wrong));
  summary_.deadlines = clock.fired();
  for (const auto& each : servers_) {
    const auto at = each.loaded ? each.session->position().seq : 0;
    if (at != log.size())
      complain("a server has heard only up to " + std::to_string(at) + " of " + std::to_string(log.size()));
  }
  summary_.histories_lost = world_.counters().histories_lost.value();
  if (summary_.histories_lost > 0 && !hasty_) complain("what was acknowledged was lost, although somebody had it");
  if (summary_.tails_lost == 0 || !hasty_) check_answers(log);
  std::vector<commit> ever;
  for (const auto& each : ever_written_) ever.push_back(decode_commit(each).value());
  check_secrets(ever);
  check_screens();
  check_who_is_here();
  check_attendance({});

  summary_.secrets = words_.made;
  summary_.resumes = world_.counters().resumes.value();
  summary_.conflations = world_.counters().conflations.value();
  summary_.overtaken = world_.counters().overtaken.value();
  summary_.heard = world_.counters().heard.value();
  summary_.restored = world_.counters().restored.value();
  summary_.log_faults = log_.faults_done();
}

// P16: acknowledged means kept, once; refused means not done.
void simulation::check_answers(const std::vector<commit>& log) {
  std::unordered_map<std::string, seq_number> in_log;
  for (const auto& each : log) {
    if (each.command_id.empty()) continue;
    if (!in_log.emplace(each.command_id, each.seq).second) complain(each.command_id + " is in the log twice");
  }
  // Acknowledged without being that commit: it must have changed nothing, then and there. (Such a command is not in the
  // log, so a server that does not remember it decides it again when it comes again.)
  std::multimap<seq_number, std::pair<const simulated_client*, std::string>> changed_nothing;
  for (const auto& each : clients_) {
    for (const auto& complaint : each->complaints) complain(complaint);
    summary_.acknowledged += each->acknowledged.size();
    summary_.refused += each->refused.size();
    for (const auto& [command_id, answers] : each->acknowledged) {
      const auto kept = in_log.find(logged_command_id(each->me, command_id));
      for (const auto seq : answers) {
        if (kept == in_log.end() || kept->second != seq)
          changed_nothing.emplace(seq, std::pair{each.get(), command_id});
      }
    }
    for (const auto& [command_id, code] : each->refused) {
      if (!late_ones_ && in_log.contains(logged_command_id(each->me, command_id)))
        complain(command_id + " was refused (" + code + ") and done");
    }
  }
  state now;
  auto next = changed_nothing.begin();
  const auto examine = [&](const commit& last) {
    for (; next != changed_nothing.end() && next->first == last.seq; ++next) {
      const auto& [who, command_id] = next->second;
      const request asked{who->me, any(who->sent.at(command_id))};
      // It was decided at some moment after this commit: a clock set anew in the same millisecond is no change.
      const auto changes_nothing = [&](instant then) {
        const auto again = decide(now, asked, {.now = then, .next = last.seq + 1, .dice = 1});
        return again.has_value() && again->empty();
      };
      if (!changes_nothing(last.at) && !changes_nothing(world_.now())) {
        complain(std::string(command_name(asked.command)) + ' ' + command_id + " was acknowledged as " +
                 std::to_string(last.seq) + ", which it is not in the log");
      }
    }
  };
  for (const auto& each : log) {
    for (const auto& one : each.changes) apply(now, one);
    examine(each);
  }
  if (next != changed_nothing.end())
    complain(next->second.second + " was acknowledged for a commit that does not exist");
}

// What a browser made of its frames is what a fresh snapshot would be.
void simulation::check_screens() {
  for (const auto& each : clients_) {
    if (!each->connected()) continue;
    const auto tables = each->tables();
    for (const auto& complaint : tables.complaints) complain(complaint);
    recorded_viewer fresh;
    each->server()->attach(fresh, each->me);
    each->server()->detach(fresh);
    if (tables.picture() != fresh.tables.picture()) {
      complain("the screen of " + std::to_string(each->me.value) + " is not what a fresh one would be:\n--- it has\n" +
               tables.picture() + "--- fresh\n" + fresh.tables.picture());
    }
  }
}

void simulation::check_who_is_here() {
  std::set<std::uint64_t> connected;
  for (const auto& each : clients_) {
    if (each->connected()) connected.insert(each->me.value);
  }
  for (const auto& each : clients_) {
    if (!each->connected()) continue;
    const auto present = each->present();
    if (present == connected) continue;
    std::string words = "the screen of " + std::to_string(each->me.value) + " is wrong about who is here: it says";
    for (const auto who : present) words += ' ' + std::to_string(who);
    words += "; here are";
    for (const auto who : connected) words += ' ' + std::to_string(who);
    complain(words + '\n' + each->whispers());
  }
}

// Whoever is connected is here in every server's state, and whoever is not has been found out.
void simulation::check_attendance(const std::set<const simulated_client*>& away) {
  for (const auto& each : clients_) {
    if (!each->connected() && !away.contains(each.get())) continue;
    for (const auto& one : servers_) {
      if (!one.loaded) continue;
      const auto* row = one.session->committed().find(each->me);
      const auto expected = each->connected() ? attendance::here : attendance::away;
      if (row && row->attendance == expected) continue;
      complain(std::to_string(each->me.value) + (each->connected() ? " is connected" : " went with their server") +
               ", which another server's state does not say");
    }
  }
}

// P7: drafts are for their author's eyes; feedback for its reviewer's until it is delivered; reasons, and what
// became of a task, for those who lead.
void simulation::check_secrets(const std::vector<commit>& log) {
  std::unordered_map<std::string, seq_number> delivered_at;
  std::unordered_map<std::string, std::set<std::uint64_t>> may_know;
  std::set<std::string> for_those_who_lead;
  std::set<std::uint64_t> ever_led;
  for (const auto& each : log) {
    for (const auto& one : each.changes) {
      const auto* made = std::get_if<put>(&one);
      if (!made) continue;
      if (const auto* row = std::get_if<member>(&made->value); row && row->role != role::participant)
        ever_led.insert(row->id.value);
      std::string text;
      write_put(text, made->value);
      if (const auto* given = std::get_if<feedback>(&made->value); given && given->state == feedback_state::delivered) {
        for_each_word(text, [&](const std::string& word) { delivered_at.try_emplace(word, each.seq); });
      }
      // What was typed when the time was up is shared.
      if (const auto* row = std::get_if<attempt>(&made->value); row && row->state == attempt_state::shared) {
        for_each_word(row->text.value, [&](const std::string& word) { delivered_at.try_emplace(word, each.seq); });
      }
      // Told by its owner to those who lead, like the reasons of moderation.
      if (std::holds_alternative<audit_entry>(made->value) || std::holds_alternative<earlier_task>(made->value)) {
        for_each_word(text, [&](const std::string& word) { for_those_who_lead.insert(word); });
      }
      // Whoever it happened to may be told why.
      if (const auto* row = std::get_if<attempt>(&made->value); row && row->hidden) {
        for_each_word(row->hidden_reason.value,
                      [&](const std::string& word) { may_know[word].insert(row->author.value); });
      }
    }
  }
  for (const auto& each : clients_) {
    for (const auto& seen : each->sightings) {
      const auto number = std::stoull(seen.word.substr(2));
      if (number == 0 || number > authors_.size()) {
        complain("a word that nobody said: " + seen.word);
        continue;
      }
      if (authors_[number - 1] == each->me) continue;
      if (const auto at = delivered_at.find(seen.word); at != delivered_at.end() && seen.frame_seq >= at->second)
        continue;
      if (for_those_who_lead.contains(seen.word) &&
          (ever_led.contains(each->me.value) || may_know[seen.word].contains(each->me.value)))
        continue;
      complain("P7: " + std::to_string(each->me.value) + " was sent " + seen.word + " in a frame of " +
               std::to_string(seen.frame_seq));
    }
  }
}

void simulation::check_rules(const state& now) {
  const bool open = now.the_session().rooms != rooms_state::closed;
  for (const auto& each : now.all<member>()) {
    if (open && lives(each) && !each.room) complain("P2: " + each.name.str() + " is outside while the rooms are open");
  }
  for (const auto& each : now.all<attempt>()) {
    if (each.state != attempt_state::shared || each.feedback_open) continue;
    if (!has_reviewer(now, each)) complain("P4: attempt " + std::to_string(each.id.value) + " has no reviewer");
  }
}

}  // namespace reprise::tests

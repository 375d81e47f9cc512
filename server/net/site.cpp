#include "server/net/site.hpp"

#include <algorithm>
#include <array>

#include "protocol/codec.hpp"
#include "protocol/http_routes.hpp"
#include "protocol/writer.hpp"
#include "server/ops/logging.hpp"
#include "server/playbook/loaded_playbook.hpp"
#include "server/playbook/yaml_writer.hpp"

namespace reprise::net {

struct site::call {
  const http_request& asked;
  const std::string& session;   // from the path; empty where it has none
  const std::string& playbook;  // the same
  const respond& with;
  int status;  // when it goes well
};

struct site::entry {
  std::string_view name;  // as in http::routes
  void (site::*handle)(const call&);
};

struct site::path_keys {
  std::string session;
  std::string playbook;
};

namespace {

constexpr std::string_view session_place = "{session}";
constexpr std::string_view playbook_place = "{playbook}";
constexpr std::string_view bearer = "Bearer ";

constexpr const http::route& route_named(std::string_view name) {
  return *std::find_if(http::routes.begin(), http::routes.end(),
                       [&](const http::route& each) { return each.name == name; });
}

// Whether `path` fits `pattern`, which has `place` in it; what stands there goes to `key`, one step of the path.
bool fits(std::string_view pattern, std::string_view place, std::string_view path, std::string& key) {
  const auto at = pattern.find(place);
  const auto before = pattern.substr(0, at);
  const auto after = pattern.substr(at + place.size());
  if (path.size() <= before.size() + after.size() || !path.starts_with(before) || !path.ends_with(after)) return false;
  key = path.substr(before.size(), path.size() - before.size() - after.size());
  return key.find('/') == std::string::npos;
}

template <class Keys>
bool fits(std::string_view pattern, std::string_view path, Keys& keys) {
  if (pattern.find(session_place) != std::string_view::npos) {
    return fits(pattern, session_place, path, keys.session) && is_session_key(keys.session);
  }
  if (pattern.find(playbook_place) == std::string_view::npos) return pattern == path;
  return fits(pattern, playbook_place, path, keys.playbook);
}

std::string_view credential_of(const http_request& asked) {
  const std::string_view given = asked.authorization;
  return given.starts_with(bearer) ? given.substr(bearer.size()) : std::string_view();
}

refusal not_json_type() {
  return refuse(refusal_code::not_json, "Send the body as JSON, with \"Content-Type: application/json\".");
}

refusal no_such_playbook() {
  return refuse(refusal_code::not_found, "There is no such playbook here; GET /api/playbooks lists them.");
}

bool is_asked_by(http::method route, http_method by) {
  switch (route) {
    case http::method::get: return by == http_method::get || by == http_method::head;
    case http::method::post: return by == http_method::post;
    case http::method::remove: return by == http_method::remove;
  }
  return false;
}

std::string_view spoken(http::method route) {
  switch (route) {
    case http::method::get: return "GET, HEAD";
    case http::method::post: return "POST";
    case http::method::remove: return "DELETE";
  }
  return "";
}

// The longest body that a route takes.
std::size_t bytes_max_of(const http::route& route) {
  if (route.takes_playbook) return playbook_bytes_max;
  return route.needs == http::credential::organiser_key ? limits::frame_bytes_max : body_bytes_max;
}

bool is_json(const http_request& asked) {
  const auto type = asked.content_type.substr(0, asked.content_type.find(';'));
  return type == "application/json" || type == "application/json ";
}

// The answer to a request whose outcome comes later: JSON of the value, or the refusal.
template <class Value>
std::function<void(result<Value>)> answering(const respond& with, int status) {
  return [with, status](result<Value> how) {
    with(how ? json_response(status, to_json(*how)) : problem_response(how.error()));
  };
}

}  // namespace

// --- the table -------------------------------------------------------------------------------------------------------

const site::entry* site::find_entry(std::string_view path, path_keys& keys, http_method by, std::string& allowed) {
  static constexpr std::array table{
      entry{"create_session", &site::create_session},
      entry{"join", &site::join},
      entry{"read_record", &site::read_record},
      entry{"list_playbooks", &site::list_playbooks},
      entry{"read_playbook", &site::read_playbook},
      entry{"playbook_file", &site::playbook_file},
      entry{"check_playbook", &site::check_playbook},
      entry{"save_playbook", &site::save_playbook},
      entry{"remove_playbook", &site::remove_playbook},
      entry{"live", &site::live},
      entry{"healthz", &site::healthz},
      entry{"readyz", &site::readyz},
      entry{"metrics", &site::show_metrics},
      entry{"csp_report", &site::take_csp_report},
  };
  static_assert(table.size() == http::routes.size());
  static_assert(
      [] {
        for (std::size_t at = 0; at < table.size(); ++at) {
          if (table[at].name != http::routes[at].name) return false;
        }
        return true;
      }(),
      "One handler for every route of protocol/http_routes.hpp, in the same order.");
  for (std::size_t at = 0; at < table.size(); ++at) {
    const auto& route = http::routes[at];
    if (!fits(route.path, path, keys)) continue;
    if (is_asked_by(route.by, by)) return &table[at];
    const auto these = spoken(route.by);
    if (allowed.find(these) == std::string::npos) allowed.append(allowed.empty() ? "" : ", ").append(these);
  }
  return nullptr;
}

void site::answer(const http_request& asked, respond with) {
  const auto now = parts_.now();
  if (!asked.from.is_local && !requests_.take(asked.from.address, now)) {
    parts_.counters.turn_away(door_limit::requests);
    auto slow_down = problem_response(refuse(refusal_code::too_fast, "Too many requests came from your network."));
    slow_down.headers.emplace_back("Retry-After", std::to_string(requests_.wait_seconds(asked.from.address, now)));
    return with(std::move(slow_down));
  }
  // A report comes from the browser, not from a page, with whatever origin the browser gives it.
  const bool changes_something = asked.method == http_method::post || asked.method == http_method::remove;
  const bool from_a_page = changes_something && asked.path != route_named("csp_report").path;
  if (from_a_page && !parts_.pages.may_speak(asked)) {
    parts_.counters.foreign_pages++;
    return with(problem_response(refuse(refusal_code::foreign_page,
                                        "This page is not one of this server's, so it may not send anything here.")));
  }
  path_keys keys;
  std::string allowed;
  if (const auto* found = find_entry(asked.path, keys, asked.method, allowed)) {
    return (this->*found->handle)({asked, keys.session, keys.playbook, with, route_named(found->name).status});
  }
  http_response page;
  const bool is_read = asked.method == http_method::get || asked.method == http_method::head;
  if (allowed.empty() && (parts_.files.find(asked, page) || parts_.media.find(asked, page))) {
    if (is_read) return with(std::move(page));
    allowed = "GET, HEAD";
  }
  if (!allowed.empty()) {
    auto refused = problem_response(refuse(refusal_code::method_not_allowed, "Here you can use: " + allowed + "."));
    refused.headers.emplace_back("Allow", allowed);
    return with(std::move(refused));
  }
  with(problem_response(refuse(refusal_code::not_found, "There is nothing at this address.")));
}

site::live_path site::find_live(const http_request& asked) {
  static constexpr auto& route = route_named("live");
  live_path found;
  path_keys keys;
  if (!fits(route.path, asked.path, keys)) return found;
  found.session = std::move(keys.session);
  if (!parts_.pages.may_speak(asked)) {
    parts_.counters.foreign_pages++;
    found.refused =
        refuse(refusal_code::foreign_page, "This page is not one of this server's, so it may not listen here.");
  } else if (parts_.condition.is_stopping()) {
    found.refused = refuse(refusal_code::try_again, "The server is stopping. Try again in a moment.");
  } else if (!asked.from.is_local && !requests_.take(asked.from.address, parts_.now())) {
    parts_.counters.turn_away(door_limit::requests);
    found.refused = refuse(refusal_code::too_fast, "Too many requests came from your network. Try again in a moment.");
  }
  return found;
}

std::optional<refusal> site::refuse_long_body(const http_request& head, std::uint64_t bytes) {
  path_keys keys;
  const auto wanted = std::find_if(http::routes.begin(), http::routes.end(), [&](const http::route& each) {
    return each.by == http::method::post && head.method == http_method::post && fits(each.path, head.path, keys);
  });
  const auto most = wanted == http::routes.end() ? body_bytes_max : bytes_max_of(*wanted);
  if (bytes > most) {
    return refuse(refusal_code::too_large,
                  "The request's body is too large; at most " + std::to_string(most / 1024) + " KiB.");
  }
  const auto allowed = parts_.desk.check_key(std::string(credential_of(head)), head.from);
  return allowed ? std::optional<refusal>() : allowed.error();
}

// --- the handlers ----------------------------------------------------------------------------------------------------

bool site::may_organise(const call& of) {
  const auto allowed = parts_.desk.check_key(std::string(credential_of(of.asked)), of.asked.from);
  if (allowed) return true;
  auto refused = problem_response(allowed.error());
  if (refused.status == 401) refused.headers.emplace_back("WWW-Authenticate", "Bearer");
  of.with(std::move(refused));
  return false;
}

void site::create_session(const call& of) {
  if (!may_organise(of)) return;
  if (!is_json(of.asked)) return of.with(problem_response(not_json_type(), 415));
  auto body = decode<http::create_session>(of.asked.body);
  if (!body) return of.with(problem_response(body.error()));
  parts_.desk.open(std::move(*body), answering<http::session_created>(of.with, of.status));
}

void site::join(const call& of) {
  if (!is_json(of.asked)) return of.with(problem_response(not_json_type(), 415));
  auto body = decode<http::join>(of.asked.body);
  if (!body) return of.with(problem_response(body.error()));
  parts_.desk.join(std::move(*body), of.asked.from, answering<http::joined>(of.with, of.status));
}

void site::read_record(const call& of) {
  parts_.desk.read_record(of.session, credential_of(of.asked), answering<http::record>(of.with, of.status));
}

void site::list_playbooks(const call& of) {
  auto& shelf = parts_.desk.playbooks();
  shelf.look([&shelf, with = of.with, status = of.status] { with(json_response(status, to_json(shelf.list()))); });
}

void site::read_playbook(const call& of) {
  auto& shelf = parts_.desk.playbooks();
  shelf.look([&shelf, key = of.playbook, with = of.with, status = of.status] {
    const auto found = shelf.find(key);
    with(found ? json_response(status, to_json(document_of(*found))) : problem_response(no_such_playbook()));
  });
}

void site::playbook_file(const call& of) {
  auto& shelf = parts_.desk.playbooks();
  shelf.look([&shelf, key = of.playbook, with = of.with, status = of.status] {
    const auto found = shelf.find(key);
    if (!found) return with(problem_response(no_such_playbook()));
    auto file = text_response(status, to_yaml(found->content, found->criteria));
    file.content_type = "application/yaml; charset=utf-8";
    // Its key was in the list, so that it holds nothing that a header could not.
    file.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + found->key + ".yaml\"");
    with(std::move(file));
  });
}

void site::check_playbook(const call& of) {
  if (!may_organise(of)) return;
  parts_.desk.playbooks().check(of.asked.body, answering<http::playbook_document>(of.with, of.status));
}

void site::save_playbook(const call& of) {
  if (!may_organise(of)) return;
  parts_.desk.playbooks().save(of.playbook, of.asked.body, of.asked.edit_key,
                               answering<http::playbook_saved>(of.with, of.status));
}

void site::remove_playbook(const call& of) {
  if (!may_organise(of)) return;
  parts_.desk.playbooks().remove(of.playbook, of.asked.edit_key,
                                 [with = of.with, status = of.status](result<void> how) {
                                   http_response gone;
                                   gone.status = status;
                                   with(how ? std::move(gone) : problem_response(how.error()));
                                 });
}

// A WebSocket's request never comes here (find_live); this is somebody who opened its address as a page.
void site::live(const call& of) {
  auto refused = problem_response(refuse(refusal_code::not_allowed, "This address speaks WebSocket only."), 426);
  refused.headers.emplace_back("Upgrade", "websocket");
  of.with(std::move(refused));
}

void site::healthz(const call& of) { of.with(text_response(of.status, "alive\n")); }

void site::readyz(const call& of) {
  const auto reasons = parts_.condition.reasons();
  of.with(reasons.empty() ? text_response(of.status, "ready\n") : text_response(503, reasons));
}

void site::show_metrics(const call& of) {
  auto page = text_response(of.status, parts_.numbers.text());
  page.content_type = "text/plain; version=0.0.4; charset=utf-8";
  of.with(std::move(page));
}

// What a report says is a stranger's text, so it is counted and its arrival logged, nothing more.
void site::take_csp_report(const call& of) {
  parts_.counters.csp_reports++;
  if (csp_reports_.take(of.asked.from.address, parts_.now())) {
    logging::warning("csp_report", {{"bytes", static_cast<std::uint64_t>(of.asked.body.size())}});
  }
  http_response taken;
  taken.status = of.status;
  of.with(std::move(taken));
}

}  // namespace reprise::net

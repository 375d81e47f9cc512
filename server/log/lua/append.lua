-- Writes commits if the log is where the caller believes it to be and has none of their command ids; else says what came
-- first. Publishes what it wrote in the same step. With no commits: says whether anything came.
--
-- As a rule the head of the session is what the caller believes, to the letter, and then there is nothing to look into: every
-- microsecond here is one that all sessions wait for.
--
-- KEYS  commands, log, snapshot
-- ARGV  "epoch seq mark" as the caller believes, and as they are then | what kept_until is to be at least (13 digits) | PUBLISH or
--       SPUBLISH | what is seldom asked for: most commits in an answer, milliseconds to wait when this is another Redis,
--       milliseconds for which the session is kept (0: for ever), whether replicas are waited for (1 or 0), its name, the index of sessions (nothing where that is in
--       another slot) | count of command ids | count of commits | per command id it and its seq | per commit its seq and its entry |
--       with no commits: the ids of commands that are refused, of which none may be done any more | this Redis
-- Gives 1 where it was written, {'began', microseconds, epoch, seq, mark} where it was the first.
local before, after, this_redis = ARGV[1], ARGV[2], ARGV[#ARGV]
local ids = 8
local entries = ids + 2 * ARGV[6]
local beyond = entries + 2 * ARGV[7]

-- The ids are looked for together with their seqs, as they are noted below; what is found under those means nothing.
local there = redis.call('HMGET', KEYS[1], '', unpack(ARGV, ids, entries - 1))
local known = nil
for at = ids, entries - 1, 2 do
  local done_as = there[at - ids + 2]
  if done_as then
    known = known or {}
    known[#known + 1] = ARGV[at]
    known[#known + 1] = done_as
  end
end

local head_text = there[1]
local believed = before .. ' ' .. this_redis .. ' '
local is_usual = not known and beyond > entries and head_text and string.find(head_text, believed, 1, true) == 1
local rest = is_usual and string.sub(head_text, #believed + 1)
-- What is rare. (The rest begins with the moment until which the session is kept.)
local head, keep_anew = nil, nil
local begins = false
if not is_usual or rest < ARGV[3] then
  -- include parts/head.lua
  local expected_epoch, expected_seq, expected_mark = string.match(before, '^(%S*) (%d+) (%d+)$')
  local seq = tonumber(expected_seq)
  local most, wait, keep_for, is_copied = string.match(ARGV[5], '^(%d+) (%d+) (%d+) (%d)')
  known = known or {}
  head = read_head(KEYS[1]) or new_head

  if seq > 0 and head.seq > 0 and head.epoch ~= expected_epoch then
    -- Somebody began it again, or gave what is all there a new epoch.
    return {'again', 'the log was lost and begun again', has_lost(head, KEYS[2], seq, expected_mark) and 1 or 0}
  end
  if head.seq < seq then return {'again', 'the log holds fewer commits than expected', 1} end
  if head.seq - seq > tonumber(most) then return {'again', 'too many commits came first', 0} end
  if seq > 0 and has_lost(head, KEYS[2], seq, expected_mark) then
    return {'again', 'the log lost its end and went on differently', 1}
  end

  local came_first = {}
  if head.seq > seq then
    came_first = redis.call('XRANGE', KEYS[2], string.format('%.0f-0', seq + 1), '+')
    if #came_first ~= head.seq - seq then return {'again', 'what came first is in a snapshot', 0} end
  end
  for at = beyond, #ARGV - 1 do
    local done_as = redis.call('HGET', KEYS[1], ARGV[at])
    if done_as and done_as ~= '0' then
      known[#known + 1] = ARGV[at]
      known[#known + 1] = done_as
    end
  end
  -- From Redis 7.2 on, WAIT waits for what its connection has written last. An answer that is about what others have
  -- written stands for nothing then, unless something is written with it.
  local function note_for_wait() if is_copied == '1' and head.seq > 0 then write_head(KEYS[1], head) end end
  if #came_first > 0 or #known > 0 then
    note_for_wait()
    return {'overtaken', head.epoch, head.seq, head.mark, came_first, known}
  end

  -- Another Redis than the one that was written to last may know less than a server does. For a moment nobody writes, and
  -- nobody is told that nothing came, so that whoever knows more puts it back first.
  if head.seq > 0 and head.redis ~= this_redis then
    head.redis, head.closed_until = this_redis, milliseconds_now() + tonumber(wait)
    write_head(KEYS[1], head)
  elseif head.closed_until and milliseconds_now() >= head.closed_until then
    head.closed_until = nil
    write_head(KEYS[1], head)
  end
  if head.closed_until then return {'wait'} end

  if beyond == entries then
    for at = beyond, head.seq > 0 and #ARGV - 1 or 0 do redis.call('HSETNX', KEYS[1], ARGV[at], '0') end
    note_for_wait()
    return {'ends', head.epoch, head.seq, head.mark}
  end
  begins = head.seq == 0
  if begins then
    local time = redis.call('TIME')
    head.epoch = string.match(after, '^%S+')
    head.created = string.format('%.0f', tonumber(time[1]) * 1000000 + tonumber(time[2]))
  end
  if head.kept_for ~= keep_for or rest_of(head) < ARGV[3] then
    note_keeping(head, keep_for, milliseconds_now())
    keep_anew = keep_until
  end
  before = string.format('%s %.0f %s', head.epoch, head.seq, head.mark)
  rest = rest_of(head)
end

for at = entries, beyond - 1, 2 do redis.call('XADD', KEYS[2], ARGV[at], 'c', ARGV[at + 1]) end
redis.call('HSET', KEYS[1], '', after .. ' ' .. this_redis .. ' ' .. rest, unpack(ARGV, ids, entries - 1))
redis.call(ARGV[4], KEYS[2], 'c ' .. before .. '\n' .. table.concat(ARGV, ' ', entries, beyond - 1))
if keep_anew then keep_anew(head, KEYS) end
if not begins then return 1 end
local session, index = string.match(ARGV[5], '^%d+ %d+ %d+ %d (%S+) ?(%S*)$')
if index ~= '' then redis.call('ZADD', index, 'NX', head.created, session) end
local seq, mark = string.match(after, '(%d+) (%d+)$')
return {'began', head.created, head.epoch, seq, mark}

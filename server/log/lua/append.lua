-- Writes commits if the log is where the caller believes it to be and has none of their command ids; else says what came
-- first. Publishes what it wrote in the same step. With no commits: says whether anything came.
--
-- KEYS  meta, log, commands, snapshot
-- ARGV  expected epoch, seq and mark | new epoch | most commits in an answer | channel | PUBLISH or SPUBLISH | the index of
--       sessions ("" where it is in another slot) | the session | milliseconds for which it is kept, 0: for ever | the caller's
--       clock in milliseconds | count, then per commit its command id, bytes and mark | the ids of commands that are refused, of which none may be done any more |
--       this Redis | milliseconds to wait when it is another one
local meta = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'mark', 'redis', 'closed_until', 'kept_for', 'kept_until')
local epoch, seq, mark, last_redis = meta[1] or '', tonumber(meta[2] or 0), meta[3] or '0', meta[4] or ''
local expected_epoch, expected_seq, expected_mark = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local most, channel, publish, index, session = tonumber(ARGV[5]), ARGV[6], ARGV[7], ARGV[8], ARGV[9]
local keep_for, callers_now, count, first = ARGV[10], ARGV[11], tonumber(ARGV[12]), 13
local beyond = first + 3 * count
local this_redis, wait = ARGV[#ARGV - 1], tonumber(ARGV[#ARGV])

local function now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function field(entry, name)
  for at = 1, #entry[2], 2 do
    if entry[2][at] == name then return entry[2][at + 1] end
  end
  return ''
end

if expected_seq > 0 and seq > 0 and epoch ~= expected_epoch then return {'again', 'the log was lost and begun again', 0} end
if seq < expected_seq then return {'again', 'the log holds fewer commits than expected', 1} end
if seq - expected_seq > most then return {'again', 'too many commits came first', 0} end
if expected_seq > 0 and expected_mark ~= '0' then
  local mark_there = mark
  if seq > expected_seq then
    local entry = redis.call('XRANGE', KEYS[2], expected_seq .. '-0', expected_seq .. '-0')[1]
    mark_there = entry and field(entry, 'm') or '0'
  end
  if mark_there ~= '0' and mark_there ~= expected_mark then
    return {'again', 'the log lost its end and went on differently', 1}
  end
end

local came_first = {}
if seq > expected_seq then
  came_first = redis.call('XRANGE', KEYS[2], (expected_seq + 1) .. '-0', '+')
  if #came_first ~= seq - expected_seq then return {'again', 'what came first is in a snapshot', 0} end
end
local known = {}
local function find_known()
  for at = first, beyond - 1, 3 do
    local done_as = ARGV[at] ~= '' and redis.call('HGET', KEYS[3], ARGV[at])
    if done_as then
      known[#known + 1] = ARGV[at]
      known[#known + 1] = done_as
    end
  end
end
if #came_first > 0 then find_known() end
for at = beyond, #ARGV - 2 do
  local done_as = redis.call('HGET', KEYS[3], ARGV[at])
  if done_as and done_as ~= '0' then
    known[#known + 1] = ARGV[at]
    known[#known + 1] = done_as
  end
end
if #came_first > 0 or #known > 0 then return {'overtaken', epoch, seq, mark, came_first, known} end
-- Another Redis than the one that was written to last may know less than a server does. For a moment nobody writes, and nobody
-- is told that nothing came, so that whoever knows more puts it back first.
local function wait_unless_known()
  find_known()
  if #known > 0 then return {'overtaken', epoch, seq, mark, came_first, known} end
  return {'wait'}
end
if seq > 0 and last_redis ~= this_redis then
  redis.call('HSET', KEYS[1], 'redis', this_redis, 'closed_until', string.format('%d', now() + wait))
  return wait_unless_known()
end
if meta[5] then
  if now() < tonumber(meta[5]) then return wait_unless_known() end
  redis.call('HDEL', KEYS[1], 'closed_until')
end

if count == 0 then
  for at = beyond, seq > 0 and #ARGV - 2 or 0 do redis.call('HSETNX', KEYS[3], ARGV[at], '0') end
  return {'appended', epoch, seq, mark, 0}
end
-- To note an id is to find out whether it was known: one call instead of two. What was noted for nothing is taken back.
for at = first, beyond - 1, 3 do
  if ARGV[at] ~= '' then
    local as = string.format('%d', seq + (at - first) / 3 + 1)
    if redis.call('HSETNX', KEYS[3], ARGV[at], as) == 0 then
      for noted = first, at - 1, 3 do
        if ARGV[noted] ~= '' then redis.call('HDEL', KEYS[3], ARGV[noted]) end
      end
      find_known()
      return {'overtaken', epoch, seq, mark, came_first, known}
    end
  end
end
local created = 0
local begins = seq == 0
if begins then
  local time = redis.call('TIME')
  epoch = ARGV[4]
  created = tonumber(time[1]) * 1000000 + tonumber(time[2])
  redis.call('HSET', KEYS[1], 'created', string.format('%d', created), 'epoch', epoch)
  if index ~= '' then redis.call('ZADD', index, 'NX', string.format('%d', created), session) end
end
local news = {'c ', epoch, ' ', string.format('%d', seq), ' ', begins and '0' or mark, ' ', string.format('%d', count), '\n'}
for at = first, beyond - 1, 3 do
  seq = seq + 1
  mark = ARGV[at + 2]
  redis.call('XADD', KEYS[2], string.format('%d-0', seq), 'i', ARGV[at], 'b', ARGV[at + 1], 'm', mark)
  news[#news + 1] = #ARGV[at] .. ' ' .. #ARGV[at + 1] .. '\n'
  news[#news + 1] = ARGV[at]
  news[#news + 1] = ARGV[at + 1]
end
if last_redis == this_redis then
  redis.call('HSET', KEYS[1], 'seq', string.format('%d', seq), 'mark', mark)
else
  redis.call('HSET', KEYS[1], 'seq', string.format('%d', seq), 'mark', mark, 'redis', this_redis)
end
redis.call(publish, channel, table.concat(news))

-- Six more commands, so the time is set anew when a hundredth of it has passed: by the caller's clock, which saves asking for the
-- time at each append.
if keep_for ~= '0' then
  if meta[6] ~= keep_for or tonumber(callers_now) + tonumber(keep_for) > tonumber(meta[7]) then
    local slack = math.floor(tonumber(keep_for) / 100)
    local until_then = string.format('%d', now() + tonumber(keep_for) + slack)
    redis.call('HSET', KEYS[1], 'kept_for', keep_for, 'kept_until', until_then)
    -- So that it is there; "" is no command's id.
    redis.call('HSETNX', KEYS[3], '', '0')
    for at = 1, 4 do redis.call('PEXPIREAT', KEYS[at], until_then) end
  end
elseif meta[6] then
  redis.call('HDEL', KEYS[1], 'kept_for', 'kept_until')
  for at = 1, 4 do redis.call('PERSIST', KEYS[at]) end
end
return {'appended', epoch, seq, mark, created}

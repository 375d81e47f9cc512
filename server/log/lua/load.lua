-- The newest snapshot, all commits after it, and the newest command ids.
--
-- KEYS  commands, log, snapshot
-- ARGV  most command ids
-- include parts/head.lua
local head = read_head(KEYS[1])
if not head then return {'', 0, '0', '0', 0, '', {}, {}} end
local kept = redis.call('HMGET', KEYS[3], 'epoch', 'seq', 'bytes')
local from, picture = 0, ''
-- A snapshot outlives the commits that it is of where a log lost its end.
if kept[1] == head.epoch and kept[2] and tonumber(kept[2]) <= head.seq then
  from, picture = tonumber(kept[2]), kept[3]
end
local commits = redis.call('XRANGE', KEYS[2], string.format('%.0f-0', from + 1), '+')
-- Commits of the clock have none, so more are looked at.
local most = tonumber(ARGV[1])
local newest = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 2 * most)
local backwards = {}
for at = 1, #newest do
  local entry = newest[at][2][2]
  local size, begins = string.match(entry, '^%d+ (%d+) %d+\n()')
  if size ~= '0' and #backwards < 2 * most then
    backwards[#backwards + 1] = newest[at][1]
    backwards[#backwards + 1] = string.sub(entry, begins, begins + tonumber(size) - 1)
  end
end
local recent = {}
for at = #backwards, 1, -1 do recent[#recent + 1] = backwards[at] end
return {head.epoch, head.seq, head.mark, head.created, from, picture, commits, recent}

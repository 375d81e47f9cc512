-- The newest snapshot, all commits after it, and the newest command ids.
--
-- KEYS  meta, log, snapshot
-- ARGV  most command ids
local meta = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'mark', 'created')
if not meta[1] then return {'', 0, '0', '0', 0, '', {}, {}} end
local kept = redis.call('HMGET', KEYS[3], 'epoch', 'seq', 'bytes')
local from, picture = 0, ''
-- A snapshot outlives the commits that it is of where a log lost its end.
if kept[1] == meta[1] and kept[2] and tonumber(kept[2]) <= tonumber(meta[2]) then
  from, picture = tonumber(kept[2]), kept[3]
end
local commits = redis.call('XRANGE', KEYS[2], string.format('%.0f-0', from + 1), '+')
-- Commits of the clock have none, so more are looked at.
local most = tonumber(ARGV[1])
local newest = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 2 * most)
local backwards = {}
for at = 1, #newest do
  for field = 1, #newest[at][2], 2 do
    if newest[at][2][field] == 'i' and newest[at][2][field + 1] ~= '' and #backwards < 2 * most then
      backwards[#backwards + 1] = newest[at][1]
      backwards[#backwards + 1] = newest[at][2][field + 1]
    end
  end
end
local recent = {}
for at = #backwards, 1, -1 do recent[#recent + 1] = backwards[at] end
return {meta[1], tonumber(meta[2]), meta[3] or '0', meta[4] or '0', from, picture, commits, recent}

-- Sees to it that a session goes when it is to be forgotten, where it was written by a server that knew nothing of that or had
-- been told another time. 0: it has gone.
--
-- KEYS  meta, log, commands, snapshot
-- ARGV  milliseconds for which it is kept, 0: for ever
local meta = redis.call('HMGET', KEYS[1], 'seq', 'kept_for', 'kept_until')
if not meta[1] then return 0 end
if (meta[2] or '0') == ARGV[1] then return 1 end
if ARGV[1] == '0' then
  redis.call('HDEL', KEYS[1], 'kept_for', 'kept_until')
  for at = 1, 4 do redis.call('PERSIST', KEYS[at]) end
  return 1
end
local slack = math.floor(tonumber(ARGV[1]) / 100)
local time = redis.call('TIME')
local written = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
-- When it was written to last, as closely as is known.
if meta[2] then written = tonumber(meta[3]) - tonumber(meta[2]) end
local until_then = string.format('%.0f', written + tonumber(ARGV[1]) + slack)
redis.call('HSET', KEYS[1], 'kept_for', ARGV[1], 'kept_until', until_then)
redis.call('HSETNX', KEYS[3], '', '0')
for at = 1, 4 do redis.call('PEXPIREAT', KEYS[at], until_then) end
return redis.call('EXISTS', KEYS[1])

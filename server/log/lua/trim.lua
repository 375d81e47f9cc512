-- Drops the commits that the snapshot covers, but for the newest. 1: done, or there was nothing to drop.
--
-- KEYS  meta, log, snapshot
-- ARGV  epoch | how many of them stay
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then return 0 end
local kept = redis.call('HMGET', KEYS[3], 'epoch', 'seq')
-- A snapshot of what the log lost covers nothing.
local reaches = kept[1] == ARGV[1] and tonumber(kept[2]) <= tonumber(redis.call('HGET', KEYS[1], 'seq'))
local oldest = reaches and tonumber(kept[2]) - tonumber(ARGV[2]) + 1 or 0
if oldest > 1 then redis.call('XTRIM', KEYS[2], 'MINID', string.format('%.0f-0', oldest)) end
return 1

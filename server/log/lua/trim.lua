-- Drops the commits that the snapshot covers, but for the newest. 1: done, or there was nothing to drop.
--
-- KEYS  commands, log, snapshot
-- ARGV  epoch | how many of them stay
-- include parts/head.lua
local head = read_head(KEYS[1])
if not head or head.epoch ~= ARGV[1] then return 0 end
local kept = redis.call('HMGET', KEYS[3], 'epoch', 'seq')
-- A snapshot of what the log lost covers nothing.
local reaches = kept[1] == ARGV[1] and tonumber(kept[2]) <= head.seq
local oldest = reaches and tonumber(kept[2]) - tonumber(ARGV[2]) + 1 or 0
if oldest > 1 then redis.call('XTRIM', KEYS[2], 'MINID', string.format('%.0f-0', oldest)) end
return 1

-- Keeps the newest snapshot. 1: it, or a newer one, is kept.
--
-- KEYS  commands, log, snapshot
-- ARGV  epoch, seq, bytes, mark of the commit at seq (0: not known)
-- include parts/head.lua
local head = read_head(KEYS[1])
if not head or head.epoch ~= ARGV[1] or has_lost(head, KEYS[2], tonumber(ARGV[2]), ARGV[4]) then return 0 end
local kept = redis.call('HMGET', KEYS[3], 'epoch', 'seq')
local has_newer = kept[1] == ARGV[1] and kept[2] and tonumber(kept[2]) >= tonumber(ARGV[2]) and tonumber(kept[2]) <= head.seq
if has_newer then return 1 end
redis.call('HSET', KEYS[3], 'epoch', ARGV[1], 'seq', ARGV[2], 'bytes', ARGV[3])
if head.kept_until ~= for_ever then redis.call('PEXPIREAT', KEYS[3], string.format('%.0f', head.kept_until)) end
return 1

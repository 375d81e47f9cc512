-- Keeps the newest snapshot. 1: it, or a newer one, is kept.
--
-- KEYS  meta, snapshot
-- ARGV  epoch, seq, bytes
local meta = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'kept_until')
if meta[1] ~= ARGV[1] or tonumber(meta[2]) < tonumber(ARGV[2]) then return 0 end
local kept = redis.call('HMGET', KEYS[2], 'epoch', 'seq')
local has_newer = kept[1] == ARGV[1] and kept[2] and tonumber(kept[2]) >= tonumber(ARGV[2]) and tonumber(kept[2]) <= tonumber(meta[2])
if has_newer then return 1 end
redis.call('HSET', KEYS[2], 'epoch', ARGV[1], 'seq', ARGV[2], 'bytes', ARGV[3])
if meta[3] then redis.call('PEXPIREAT', KEYS[2], meta[3]) end
return 1

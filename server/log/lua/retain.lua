-- Sees to it that a session goes when it is to be forgotten, where it was written by a server that knew nothing of that or had
-- been told another time. 0: it has gone.
--
-- KEYS  commands, log, snapshot
-- ARGV  milliseconds for which it is kept, 0: for ever
-- include parts/head.lua
local head = read_head(KEYS[1])
if not head then return 0 end
if head.kept_for == ARGV[1] then return 1 end
-- When it was written to last, as closely as is known.
local written = head.kept_for ~= '0' and head.kept_until - tonumber(head.kept_for) or milliseconds_now()
note_keeping(head, ARGV[1], written)
write_head(KEYS[1], head)
keep_until(head, KEYS)
return redis.call('EXISTS', KEYS[1])

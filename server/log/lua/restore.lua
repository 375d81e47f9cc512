-- Puts back what a log lacks of what somebody holds, or gives it a new epoch where it went on differently.
--
-- KEYS  commands, log, snapshot
-- ARGV  epoch, seq and mark of what is held | new epoch | PUBLISH or SPUBLISH | the index of sessions ("" where it is in another
--       slot) | the session | when it was created, in microseconds, 0: not known | milliseconds for which it is kept, 0: for ever |
--       milliseconds to wait before anybody writes, when something was put back | the snapshot at that seq | count of commits, then
--       per commit its seq, entry and mark | count of known commands, then per command its id and seq | this Redis
-- Gives {'began', microseconds, epoch, seq, mark} where it is complete.
-- include parts/head.lua
local head = read_head(KEYS[1]) or new_head
local seq = head.seq
local this_redis = ARGV[#ARGV]
-- Since this Redis took over, nobody has written: what it has is a beginning of what is held.
local is_untouched = head.redis ~= this_redis or head.closed_until
local held_epoch, held_seq, held_mark = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local publish, index, session, created_then, keep_for = ARGV[5], ARGV[6], ARGV[7], ARGV[8], ARGV[9]
local wait, picture, count = tonumber(ARGV[10]), ARGV[11], tonumber(ARGV[12])
local first, beyond = 13, 13 + 3 * count

if seq > 0 and head.epoch ~= held_epoch then
  return {'again', 'the log was lost and begun again', has_lost(head, KEYS[2], held_seq, held_mark) and 1 or 0}
end

-- Where both have a commit, it must be the same one.
local common = math.min(seq, held_seq)
local mark_held = common == held_seq and held_mark or '0'
for at = first, beyond - 1, 3 do
  if tonumber(ARGV[at]) == common then mark_held = ARGV[at + 2] end
end
local mark_kept = common < seq and mark_in(KEYS[2], common) or head.mark
local is_known = mark_held ~= '0' and mark_kept ~= '0'
if common > 0 and not is_known and seq >= held_seq then return {'again', 'what came first is in a snapshot', 0} end
if common > 0 and ((is_known and mark_held ~= mark_kept) or (not is_known and not is_untouched)) then
  head.epoch = ARGV[4]
  write_head(KEYS[1], head)
  if redis.call('EXISTS', KEYS[3]) == 1 then redis.call('HSET', KEYS[3], 'epoch', ARGV[4]) end
  redis.call(publish, KEYS[2], 'l')
  return {'again', 'the log lost its end and went on differently', 1}
end

if seq < held_seq then
  for at = first, beyond - 1, 3 do
    if tonumber(ARGV[at]) > seq then redis.call('XADD', KEYS[2], ARGV[at], 'c', ARGV[at + 1]) end
  end
  -- It stands for what could not be put back between the two, and saves replaying what could.
  redis.call('HSET', KEYS[3], 'epoch', held_epoch, 'seq', ARGV[2], 'bytes', picture)
  for at = beyond + 1, beyond + 2 * tonumber(ARGV[beyond]), 2 do
    redis.call('HSETNX', KEYS[1], ARGV[at], ARGV[at + 1])
  end
  head.seq, head.mark = held_seq, held_mark
  -- Somebody else may know even more.
  head.redis, head.closed_until = this_redis, milliseconds_now() + wait
end
if not head.created then
  local time = redis.call('TIME')
  local now = string.format('%.0f', tonumber(time[1]) * 1000000 + tonumber(time[2]))
  head.created = created_then ~= '0' and created_then or now
end
if index ~= '' then redis.call('ZADD', index, 'NX', head.created, session) end
head.epoch = held_epoch
if keep_for ~= '0' then note_keeping(head, keep_for, milliseconds_now()) end
write_head(KEYS[1], head)
if keep_for ~= '0' then keep_until(head, KEYS) end
redis.call(publish, KEYS[2], 'l')
return {'began', head.created, head.epoch, head.seq, head.mark}

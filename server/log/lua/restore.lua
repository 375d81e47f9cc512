-- Puts back what a log lacks of what somebody holds, or gives it a new epoch where it went on differently.
--
-- KEYS  meta, log, commands, snapshot
-- ARGV  epoch, seq and mark of what is held | new epoch | channel | PUBLISH or SPUBLISH | the index of sessions ("" where it is in
--       another slot) | the session | when it was created, in microseconds, 0: not known | milliseconds for which it is kept, 0: for
--       ever | the snapshot at that seq | count of commits, then per commit its seq, command id, bytes and mark | count of known
--       commands, then per command its id and seq | this Redis | milliseconds to wait before anybody writes, when something was
--       put back
local meta = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'mark', 'created', 'redis', 'closed_until')
local epoch, seq, mark, created = meta[1] or '', tonumber(meta[2] or 0), meta[3] or '0', meta[4]
local this_redis, wait = ARGV[#ARGV - 1], tonumber(ARGV[#ARGV])
-- Since this Redis took over, nobody has written: what it has is a beginning of what is held.
local is_untouched = meta[5] ~= this_redis or meta[6]
local time = redis.call('TIME')
local held_epoch, held_seq, held_mark = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local channel, publish, index, session, created_then, keep_for = ARGV[5], ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10]
local picture, count = ARGV[11], tonumber(ARGV[12])
local first, beyond = 13, 13 + 4 * count

if seq > 0 and epoch ~= held_epoch then return {'again', 'the log was lost and begun again', 0} end

-- Where both have a commit, it must be the same one.
local common = math.min(seq, held_seq)
local mark_held = common == held_seq and held_mark or '0'
for at = first, beyond - 1, 4 do
  if tonumber(ARGV[at]) == common then mark_held = ARGV[at + 3] end
end
local mark_kept = mark
if common < seq then
  local entry = redis.call('XRANGE', KEYS[2], common .. '-0', common .. '-0')[1]
  mark_kept = '0'
  for at = 1, entry and #entry[2] or 0, 2 do
    if entry[2][at] == 'm' then mark_kept = entry[2][at + 1] end
  end
end
local is_known = mark_held ~= '0' and mark_kept ~= '0'
if common > 0 and not is_known and seq >= held_seq then return {'again', 'what came first is in a snapshot', 0} end
if common > 0 and ((is_known and mark_held ~= mark_kept) or (not is_known and not is_untouched)) then
  redis.call('HSET', KEYS[1], 'epoch', ARGV[4])
  if redis.call('EXISTS', KEYS[4]) == 1 then redis.call('HSET', KEYS[4], 'epoch', ARGV[4]) end
  redis.call(publish, channel, 'l')
  return {'again', 'the log lost its end and went on differently', 1}
end

if seq < held_seq then
  for at = first, beyond - 1, 4 do
    if tonumber(ARGV[at]) > seq then
      redis.call('XADD', KEYS[2], ARGV[at] .. '-0', 'i', ARGV[at + 1], 'b', ARGV[at + 2], 'm', ARGV[at + 3])
    end
  end
  -- It stands for what could not be put back between the two, and saves replaying what could.
  redis.call('HSET', KEYS[4], 'epoch', held_epoch, 'seq', ARGV[2], 'bytes', picture)
  for at = beyond + 1, beyond + 2 * tonumber(ARGV[beyond]), 2 do
    redis.call('HSETNX', KEYS[3], ARGV[at], ARGV[at + 1])
  end
  seq, mark = held_seq, held_mark
  -- Somebody else may know even more.
  local closed_until = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000) + wait
  redis.call('HSET', KEYS[1], 'redis', this_redis, 'closed_until', string.format('%.0f', closed_until))
end
if not created then
  created = created_then
  if created == '0' then created = string.format('%.0f', tonumber(time[1]) * 1000000 + tonumber(time[2])) end
  redis.call('HSET', KEYS[1], 'created', created)
end
if index ~= '' then redis.call('ZADD', index, 'NX', created, session) end
redis.call('HSET', KEYS[1], 'epoch', held_epoch, 'seq', string.format('%.0f', seq), 'mark', mark)
if keep_for ~= '0' then
  local until_then = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000) + math.floor(tonumber(keep_for) * 1.01)
  until_then = string.format('%.0f', until_then)
  redis.call('HSET', KEYS[1], 'kept_for', keep_for, 'kept_until', until_then)
  redis.call('HSETNX', KEYS[3], '', '0')
  for at = 1, 4 do redis.call('PEXPIREAT', KEYS[at], until_then) end
end
redis.call(publish, channel, 'l')
return {'appended', held_epoch, seq, mark, tonumber(created)}

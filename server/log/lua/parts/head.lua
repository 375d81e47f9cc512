-- What holds for a whole session is one text, which is kept beside its command ids, under "", which is nobody's. So an append
-- asks for both with one command, and notes both with another.
--
--   epoch seq mark redis[!closed_until] kept_until kept_for created
--
-- The first three say where the log ends, then comes the Redis that was last written to; kept_until (13 digits; only nines: for
-- ever) and closed_until are milliseconds of Redis' clock, kept_for milliseconds (0: for ever), created microseconds.
local for_ever = 9999999999999
local new_head = {epoch = '', seq = 0, mark = '0', redis = '', kept_until = for_ever, kept_for = '0'}

local function read_head(key)
  local text = redis.call('HGET', key, '')
  if not text then return nil end
  local epoch, seq, mark, last_redis, closed_until, kept_until, kept_for, created =
    string.match(text, '^(%S+) (%d+) (%d+) ([^ !]*)!?(%d*) (%d+) (%d+) (%d+)$')
  if not epoch then error('the head of this session is not understood: ' .. key) end
  return {epoch = epoch, seq = tonumber(seq), mark = mark, redis = last_redis, closed_until = tonumber(closed_until),
          kept_until = tonumber(kept_until), kept_for = kept_for, created = created}
end

local function rest_of(head) return string.format('%013.0f %s %s', head.kept_until, head.kept_for, head.created) end

local function write_head(key, head)
  local closed = head.closed_until and string.format('!%.0f', head.closed_until) or ''
  local text = string.format('%s %.0f %s %s%s %s', head.epoch, head.seq, head.mark, head.redis, closed, rest_of(head))
  redis.call('HSET', key, '', text)
end

local function milliseconds_now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- Notes until when a session is kept that was written to at `written`: a hundredth longer than it must be, so that it need not
-- be said anew at each append.
local function note_keeping(head, keep_for, written)
  head.kept_for, head.kept_until = keep_for, for_ever
  if keep_for ~= '0' then head.kept_until = written + math.floor(tonumber(keep_for) * 1.01) end
end

-- Has all of it go at that moment.
local function keep_until(head, keys)
  for at = 1, 3 do
    if head.kept_until == for_ever then
      redis.call('PERSIST', keys[at])
    else
      redis.call('PEXPIREAT', keys[at], string.format('%.0f', head.kept_until))
    end
  end
end

-- The mark of commit `seq` in the log, '0' where it is not there.
local function mark_in(log, seq)
  local id = string.format('%.0f-0', seq)
  local entry = redis.call('XRANGE', log, id, id)[1]
  return entry and string.match(entry[2][2], '^%d+') or '0'
end

-- Whether the log is known not to have the commit with this mark at `seq`: it ends before, or has another one there.
local function has_lost(head, log, seq, mark)
  if head.seq < seq then return true end
  local there = head.seq > seq and mark_in(log, seq) or head.mark
  return mark ~= '0' and there ~= '0' and there ~= mark
end

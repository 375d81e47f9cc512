-- Claims a name for a while. Who holds it, where that is somebody else.
--
-- KEYS  name
-- ARGV  value | milliseconds, 0: for ever | anew, or again: by somebody who only remembers it, and need not be the last to have used it
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return holder end
if ARGV[2] == '0' then
  redis.call('SET', KEYS[1], ARGV[1])
elseif not holder or ARGV[3] == 'anew' or redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return false

-- Claims a name for a while, anew each time. Who holds it, where that is somebody else.
--
-- KEYS  name
-- ARGV  value | milliseconds, 0: for ever
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return holder end
if ARGV[2] == '0' then
  redis.call('SET', KEYS[1], ARGV[1])
else
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return false

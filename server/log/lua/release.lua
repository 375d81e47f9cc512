-- Frees a name if the value holds it.
--
-- KEYS  name
-- ARGV  value
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1

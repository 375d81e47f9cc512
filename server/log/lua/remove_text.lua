-- Removes a text, if it is the one that the caller means.
--
-- KEYS  texts, marks
-- ARGV  name | expected mark
local there = redis.call('HGET', KEYS[2], ARGV[1]) or '0'
if there ~= '0' and there ~= ARGV[2] then return {'differs'} end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
return {'settled'}

-- Keeps a text under a name, if there is what the caller believes to be there.
--
-- KEYS  texts, marks
-- ARGV  name | expected mark, 0 for nothing | mark | text | most texts | new epoch
local there = redis.call('HGET', KEYS[2], ARGV[1]) or '0'
if there == ARGV[3] then return {'settled'} end
if there ~= ARGV[2] then return {'differs'} end
if there == '0' and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[5]) then return {'full'} end
redis.call('HSETNX', KEYS[2], '#', ARGV[6])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[4])
return {'settled'}

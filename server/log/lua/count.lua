-- A bucket of tokens that fills up again, by the clock of this Redis. Says whether there was one, and how many thousandths
-- are left.
--
-- KEYS  bucket
-- ARGV  burst | tokens per second | look, take or tell
local burst, per_second, how = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = burst
if kept[1] and kept[2] then
  tokens = math.min(burst, tonumber(kept[1]) + math.max(0, now - tonumber(kept[2])) / 1000 * per_second)
end
local was_there = tokens >= 1
if how == 'tell' or (how == 'take' and was_there) then
  tokens = math.max(-burst, tokens - 1)
  redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.3f', now))
  redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) / per_second * 1000))
end
return {was_there and 1 or 0, math.floor(tokens * 1000)}

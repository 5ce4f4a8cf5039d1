-- Takes one token of a bucket that refills evenly, in one step, by the clock of Redis: gateways' clocks may differ.
-- KEYS[1] the bucket   ARGV[1] tokens it holds when full   ARGV[2] tokens per second
-- Answers {1 or 0, tokens left, microseconds until the next token}
local capacity = tonumber(ARGV[1])
local rate = tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])

local stored = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(stored[1]) or capacity
local at = tonumber(stored[2]) or now
tokens = math.min(capacity, tokens + math.max(0, now - at) * rate / 1000000)

local allowed = 0
local pause = 0
if tokens >= 1 then
  tokens = tokens - 1
  allowed = 1
else
  pause = math.ceil((1 - tokens) * 1000000 / rate)
end

redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.0f', now))
-- A bucket that nobody touches is full after capacity/rate seconds, and then the same as none.
redis.call('PEXPIRE', KEYS[1], math.ceil(capacity / rate * 1000) + 1000)
return {allowed, math.max(0, math.floor(tokens)), pause}

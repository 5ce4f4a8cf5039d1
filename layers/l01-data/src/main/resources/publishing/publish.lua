-- Publishes a page of events in one round trip. ARGV: event type, message, event type, message, …
for i = 1, #ARGV, 2 do
  redis.call('publish', 'l01:events', ARGV[i + 1])
  redis.call('publish', 'events:' .. ARGV[i], ARGV[i + 1])
end

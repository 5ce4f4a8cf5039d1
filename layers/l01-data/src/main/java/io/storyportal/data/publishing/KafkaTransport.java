package io.storyportal.data.publishing;

import io.storyportal.data.DataProperties;
import io.storyportal.data.journal.EventEnvelope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * One Kafka topic for all events, keyed by aggregate id. Events are taken when all in-sync replicas have them. After a
 * failure the producer is given up with all that it still holds: what it had sent is then a beginning of the page, which
 * its successor sends again from the start, so that nothing overtakes. Nothing connects before the first event.
 */
final class KafkaTransport implements EventTransport, DisposableBean {

    /** A producer that cannot reach a broker blocks its caller for this long. */
    private static final Duration BLOCKED = Duration.ofSeconds(3);

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final int MEGABYTE = 1024 * 1024;

    private final DataProperties.Kafka settings;
    private final JsonMapper json;
    private final Scheduler sending = Schedulers.newBoundedElastic(1, 100, "kafka", 60, true);
    private @Nullable Producer<String, String> producer;

    KafkaTransport(DataProperties.Kafka settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    @Override
    public Mono<Void> publish(List<EventEnvelope> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        return Mono.<Void>create(taken -> send(events, taken))
                .subscribeOn(sending)
                .doOnError(failure -> giveUp())
                .doOnCancel(this::giveUp);
    }

    private void send(List<EventEnvelope> events, MonoSink<Void> taken) {
        Producer<String, String> current = open();
        AtomicInteger left = new AtomicInteger(events.size());
        for (EventEnvelope event : events) {
            current.send(record(event), (place, failure) -> {
                if (failure != null) {
                    taken.error(failure);
                } else if (left.decrementAndGet() == 0) {
                    taken.success();
                }
            });
        }
    }

    private ProducerRecord<String, String> record(EventEnvelope event) {
        return new ProducerRecord<>(settings.topic(), event.aggregateId().toString(), json.writeValueAsString(event));
    }

    private synchronized Producer<String, String> open() {
        Producer<String, String> current = producer;
        if (current == null) {
            current = new KafkaProducer<>(configuration(), new StringSerializer(), new StringSerializer());
            producer = current;
        }
        return current;
    }

    /** The time-out of a delivery is the publisher's: it gives a page up as a whole, a producer would let later events pass. */
    private Map<String, Object> configuration() {
        Map<String, Object> configuration = new HashMap<>(settings.properties());
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCKED.toMillis());
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * MEGABYTE);
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 * MEGABYTE);
        configuration.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "portal-l01");
        return configuration;
    }

    /** Closing may wait for the producer's thread, and may be asked for on it. */
    private synchronized void giveUp() {
        Producer<String, String> given = producer;
        producer = null;
        if (given != null) {
            Schedulers.boundedElastic().schedule(() -> given.close(Duration.ZERO));
        }
    }

    @Override
    public void destroy() {
        Producer<String, String> last = producer;
        if (last != null) {
            last.close(LAST_WORDS);
        }
        sending.dispose();
    }
}

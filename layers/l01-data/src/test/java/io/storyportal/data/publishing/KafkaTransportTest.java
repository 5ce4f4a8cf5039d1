package io.storyportal.data.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.data.Api;
import io.storyportal.data.DataProperties;
import io.storyportal.kit.web.ids.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kafka's own broker, in this process. */
class KafkaTransportTest extends PublishingScene {

    private static final int PARTITIONS = 3;

    private static EmbeddedKafkaKraftBroker broker;

    @Autowired
    private JsonMapper json;

    private KafkaTransport transport;
    private KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> received = new ArrayList<>();
    private String topic;

    @BeforeAll
    static void startBroker() {
        broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
        broker.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        broker.destroy();
    }

    @BeforeEach
    void connect() {
        topic = "events-" + UUID.randomUUID();
        broker.addTopics(topic);
        transport = new KafkaTransport(new DataProperties.Kafka(broker.getBrokersAsString(), topic, Map.of()), json);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.getBrokersAsString(),
                        "group.id",
                        topic,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(topic));
    }

    @AfterEach
    void disconnect() {
        consumer.close();
        transport.destroy();
    }

    private List<JsonNode> receivedOf(Api api) {
        consumer.poll(Duration.ofMillis(200)).forEach(received::add);
        return received.stream()
                .map(message -> json.readTree(message.value()))
                .filter(event -> event.at("/metadata/tenant_id")
                        .asString()
                        .equals(api.tenant().toString()))
                .toList();
    }

    @Test
    void carriesTheEnvelopeOfEachEventKeyedByItsAggregate() {
        Api api = newTenant();
        start(newName(), "one", transport);
        JsonNode goal = api.create("/api/goals", Map.of("description", "x"));
        append(api, 20);
        await().atMost(PATIENCE).until(() -> receivedOf(api).size() >= 21);
        JsonNode first = receivedOf(api).stream()
                .filter(event -> event.path("position").asLong() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(first).isEqualTo(api.read("/api/events").path("items").get(0));
        assertThat(first.path("aggregate_id")).isEqualTo(goal.path("id"));
        assertThat(received).allSatisfy(message -> assertThat(message.key())
                .isEqualTo(json.readTree(message.value()).path("aggregate_id").asString()));
        assertThat(received.stream().map(ConsumerRecord::partition).distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void goesOnInOrderAndWithoutLossWhenTheBrokerIsBack() {
        Api api = newTenant();
        String name = newName();
        start(name, "one", transport);
        UUID aggregate = Ids.uuid7();
        note(api, aggregate, 10);
        await().atMost(PATIENCE).until(() -> receivedOf(api).size() >= 10);
        broker.getCluster().brokers().values().forEach(BrokerServer::shutdown);
        note(api, aggregate, 40);
        assertThat(new PublishingBacklog(database, name).count(1000).block()).isGreaterThanOrEqualTo(40);
        broker.getCluster().brokers().values().forEach(BrokerServer::startup);
        await().atMost(PATIENCE).until(() -> versions(api).contains(50L));
        assertThat(versions(api).stream().distinct().toList()).isEqualTo(upTo(50));
    }

    private static void note(Api api, UUID aggregate, int count) {
        for (int i = 0; i < count; i++) {
            api.create(
                    "/api/events",
                    Map.of("event_type", "custom.noted", "aggregate_id", aggregate, "payload", Map.of("i", i)));
        }
    }

    private List<Long> versions(Api api) {
        return receivedOf(api).stream()
                .map(event -> event.path("version").asLong())
                .toList();
    }
}

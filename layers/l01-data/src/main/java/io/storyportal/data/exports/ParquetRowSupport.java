package io.storyportal.data.exports;

import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hands the fields of rows, as the API answers them, to Parquet's columns. A field that is missing or null is left out. */
final class ParquetRowSupport extends WriteSupport<JsonNode> {

    private final MessageType schema;
    private final List<Column> columns;
    private @Nullable RecordConsumer consumer;

    /** How the values of one column are handed over. */
    private interface Writing {
        void write(RecordConsumer consumer, JsonNode value);
    }

    private record Column(String name, Writing writing) {}

    ParquetRowSupport(MessageType schema, JsonMapper json) {
        this.schema = schema;
        this.columns = schema.getFields().stream()
                .map(field -> new Column(field.getName(), writing(field.asPrimitiveType(), json)))
                .toList();
    }

    private static Writing writing(PrimitiveType type, JsonMapper json) {
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> (consumer, value) -> consumer.addBoolean(value.booleanValue());
            case INT32 -> (consumer, value) -> consumer.addInteger(value.intValue());
            case INT64 -> whole(type.getLogicalTypeAnnotation());
            case DOUBLE -> (consumer, value) -> consumer.addDouble(value.doubleValue());
            case FIXED_LEN_BYTE_ARRAY -> (consumer, value) -> consumer.addBinary(uuid(value.stringValue()));
            case BINARY ->
                type.getLogicalTypeAnnotation() instanceof StringLogicalTypeAnnotation
                        ? (consumer, value) -> consumer.addBinary(Binary.fromString(value.stringValue()))
                        : (consumer, value) -> consumer.addBinary(Binary.fromString(json.writeValueAsString(value)));
            case FLOAT, INT96 -> throw new IllegalArgumentException("No column is " + type);
        };
    }

    private static Writing whole(@Nullable LogicalTypeAnnotation meaning) {
        return switch (meaning) {
            case TimestampLogicalTypeAnnotation time ->
                (consumer, value) ->
                        consumer.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(value.stringValue())));
            case DecimalLogicalTypeAnnotation decimal -> (consumer, value) -> consumer.addLong(decimal(value));
            case null, default -> (consumer, value) -> consumer.addLong(value.longValue());
        };
    }

    /** Exact, or the export fails: money is not rounded unasked. */
    private static long decimal(JsonNode value) {
        return value.decimalValue()
                .setScale(ParquetSchema.PLACES, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    private static Binary uuid(String text) {
        UUID id = UUID.fromString(text);
        return Binary.fromConstantByteArray(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    @Override
    public WriteContext init(Configuration ofHadoop) {
        throw new UnsupportedOperationException("There is no Hadoop here");
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, Map.of());
    }

    /** Comes again with each group of rows. */
    @Override
    public void prepareForWrite(RecordConsumer forGroup) {
        consumer = forGroup;
    }

    @Override
    public void write(JsonNode row) {
        RecordConsumer to = Objects.requireNonNull(consumer);
        to.startMessage();
        for (int at = 0; at < columns.size(); at++) {
            Column column = columns.get(at);
            JsonNode value = row.path(column.name());
            if (!value.isMissingNode() && !value.isNull()) {
                to.startField(column.name(), at);
                column.writing().write(to, value);
                to.endField(column.name(), at);
            }
        }
        to.endMessage();
    }
}

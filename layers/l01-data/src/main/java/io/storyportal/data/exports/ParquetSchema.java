package io.storyportal.data.exports;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.uuidType;

import io.storyportal.data.resources.ResourceType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of a resource's Parquet file: those of its answer, each of which may be null, in the same order. */
final class ParquetSchema {

    /** Money and scores have six places at most in the database, and fifteen digits. */
    static final int DIGITS = 18;

    static final int PLACES = 6;
    private static final int UUID_BYTES = 16;

    private static final Map<Class<?>, PrimitiveTypeName> PLAIN = Map.of(
            int.class, PrimitiveTypeName.INT32,
            Integer.class, PrimitiveTypeName.INT32,
            long.class, PrimitiveTypeName.INT64,
            Long.class, PrimitiveTypeName.INT64,
            double.class, PrimitiveTypeName.DOUBLE,
            Double.class, PrimitiveTypeName.DOUBLE,
            boolean.class, PrimitiveTypeName.BOOLEAN,
            Boolean.class, PrimitiveTypeName.BOOLEAN);

    private ParquetSchema() {}

    static MessageType of(ResourceType<?> type) {
        Map<String, Class<?>> javaTypes = type.javaTypes();
        Type[] columns = type.told().stream()
                .map(name -> column(name, Objects.requireNonNull(javaTypes.get(name))))
                .toArray(Type[]::new);
        return new MessageType(type.table(), columns);
    }

    /** What has no type of its own here is nested or free: JSON. */
    private static Type column(String name, Class<?> type) {
        if (type == UUID.class) {
            return Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                    .length(UUID_BYTES)
                    .as(uuidType())
                    .named(name);
        }
        if (type == Instant.class) {
            return Types.optional(PrimitiveTypeName.INT64)
                    .as(timestampType(true, TimeUnit.MICROS))
                    .named(name);
        }
        if (type == BigDecimal.class) {
            return Types.optional(PrimitiveTypeName.INT64)
                    .as(decimalType(PLACES, DIGITS))
                    .named(name);
        }
        if (type == String.class || type.isEnum()) {
            return Types.optional(PrimitiveTypeName.BINARY).as(stringType()).named(name);
        }
        PrimitiveTypeName plain = PLAIN.get(type);
        return plain == null
                ? Types.optional(PrimitiveTypeName.BINARY).as(jsonType()).named(name)
                : Types.optional(plain).named(name);
    }
}

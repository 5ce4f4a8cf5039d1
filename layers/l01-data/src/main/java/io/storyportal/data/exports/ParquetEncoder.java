package io.storyportal.data.exports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Apache Parquet, compressed with Snappy. Rows gather in a group until they take about {@link #GROUP} bytes; then the
 * group is given out. Nothing but memory is held, so one that is left before its foot needs no closing.
 */
final class ParquetEncoder implements RowEncoder {

    /** Of values, as they are encoded; with a few rows more, about what memory holds. */
    static final long GROUP = 4L * 1024 * 1024;

    /** Rows may be megabytes large, so a group's size is looked at often. */
    private static final int LOOK = 8;

    private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
    private final Target target = new Target();
    private final ParquetWriter<JsonNode> writer;

    ParquetEncoder(MessageType schema, JsonMapper json) {
        try {
            this.writer = new Writers(target, new ParquetRowSupport(schema, json))
                    .withConf(new PlainParquetConfiguration())
                    .withCodecFactory(new SnappyPages())
                    .withCompressionCodec(CompressionCodecName.SNAPPY)
                    .withRowGroupSize(GROUP)
                    .withMinRowCountForPageSizeCheck(1)
                    .withMaxRowCountForPageSizeCheck(LOOK)
                    .build();
        } catch (IOException noDiskIsInvolved) {
            throw new UncheckedIOException(noDiskIsInvolved);
        }
    }

    @Override
    public byte[] head() {
        return taken();
    }

    @Override
    public byte[] encode(List<JsonNode> rows) {
        try {
            for (JsonNode row : rows) {
                writer.write(row);
            }
        } catch (IOException noDiskIsInvolved) {
            throw new UncheckedIOException(noDiskIsInvolved);
        }
        return taken();
    }

    @Override
    public byte[] foot() {
        try {
            writer.close();
        } catch (IOException noDiskIsInvolved) {
            throw new UncheckedIOException(noDiskIsInvolved);
        }
        return taken();
    }

    private byte[] taken() {
        byte[] bytes = ready.toByteArray();
        ready.reset();
        return bytes;
    }

    private static final class Writers extends ParquetWriter.Builder<JsonNode, Writers> {

        private final ParquetRowSupport support;

        Writers(OutputFile file, ParquetRowSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Writers self() {
            return this;
        }

        @Override
        protected WriteSupport<JsonNode> getWriteSupport(Configuration ofHadoop) {
            return support;
        }

        @Override
        protected WriteSupport<JsonNode> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }

    /** What Parquet takes for the file: its bytes wait in {@code ready}, its positions count from the file's beginning. */
    private final class Target implements OutputFile {

        private long position;

        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new DelegatingPositionOutputStream(ready) {
                @Override
                public long getPos() {
                    return position;
                }

                @Override
                public void write(int value) throws IOException {
                    super.write(value);
                    position++;
                }

                @Override
                public void write(byte[] bytes) throws IOException {
                    super.write(bytes);
                    position += bytes.length;
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    super.write(bytes, offset, length);
                    position += length;
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}

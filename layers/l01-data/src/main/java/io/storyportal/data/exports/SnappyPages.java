package io.storyportal.data.exports;

import io.airlift.compress.snappy.SnappyCompressor;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages of a Parquet file in Java; parquet-hadoop's own way needs Hadoop and native code. */
final class SnappyPages implements CompressionCodecFactory, BytesInputCompressor {

    private final SnappyCompressor snappy = new SnappyCompressor();

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        if (name != getCodecName()) {
            throw new IllegalArgumentException("Pages are compressed with Snappy, not " + name);
        }
        return this;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        throw new UnsupportedOperationException("Files are written here, not read");
    }

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        byte[] bytes = page.toByteArray();
        byte[] compressed = new byte[snappy.maxCompressedLength(bytes.length)];
        int length = snappy.compress(bytes, 0, bytes.length, compressed, 0, compressed.length);
        return BytesInput.from(compressed, 0, length);
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.SNAPPY;
    }

    @Override
    public void release() {}
}

package io.storyportal.tools.datasets.read;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Well-known binary formats by their first bytes, to tell people what they sent. */
public final class FileSignature {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("504b0304", "a ZIP archive (an Excel or OpenDocument workbook is one: export the sheet as CSV)"),
            Map.entry("1f8b", "gzip-compressed (decompress it first)"),
            Map.entry("28b52ffd", "Zstandard-compressed (decompress it first)"),
            Map.entry("425a68", "bzip2-compressed (decompress it first)"),
            Map.entry("fd377a585a", "xz-compressed (decompress it first)"),
            Map.entry("d0cf11e0", "an old Microsoft Office document (export the sheet as CSV)"),
            Map.entry("25504446", "a PDF document"),
            Map.entry("89504e47", "a PNG image"),
            Map.entry("ffd8ff", "a JPEG image"),
            Map.entry("47494638", "a GIF image"),
            Map.entry("50415231", "a Parquet file (export it as CSV or NDJSON)"),
            Map.entry("53514c69746520666f726d6174", "an SQLite database (export the table as CSV)"),
            Map.entry("7f454c46", "a program (ELF)"),
            Map.entry("cafebabe", "a Java class file"));
    private static final int LONGEST = 13;

    private FileSignature() {}

    /** The kind in words, or null when the bytes may be text. */
    public static @Nullable String of(byte[] head) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < Math.min(LONGEST, head.length); i++) {
            hex.append("%02x".formatted(head[i] & 0xFF));
            String kind = KINDS.get(hex.toString());
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }
}

package io.storyportal.tools.datasets.profile;

import io.storyportal.tools.datasets.read.DatasetSource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A CSV of any length that exists only while it is read: ten columns, most of them with as many different values as rows.
 * What a profile of it must say can be computed without reading it.
 */
record StreamedOrders(long rows) implements DatasetSource {
    private static final String HEADER = "id,sku,price,quantity,city,customer,ordered_at,day,note,score\n";
    private static final String[] CITIES = {"Berlin", "Ulm", "Köln", "Paris", "Oslo"};

    @Override
    public String name() {
        return "orders.csv";
    }

    @Override
    public InputStream open() {
        return new Rows();
    }

    private final class Rows extends InputStream {
        private byte[] line = HEADER.getBytes(StandardCharsets.UTF_8);
        private int at;
        private long row;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int written = 0;
            while (written < length && (at < line.length || next())) {
                int part = Math.min(length - written, line.length - at);
                System.arraycopy(line, at, target, offset + written, part);
                at += part;
                written += part;
            }
            return written == 0 && length > 0 ? -1 : written;
        }

        private boolean next() {
            if (row == rows) {
                return false;
            }
            long n = row++;
            // 7919 has no factor in common with a million, so n * 7919 visits every price, in a scattered order.
            long scattered = n * 7919 % 1_000_000;
            String note = n % 1_000 == 7 ? "\"says \"\"hi\"\",\nand more\"" : "note " + n * 31;
            line = (n + ",SKU-" + scattered + ',' + scattered / 100 + '.' + (scattered % 100 < 10 ? "0" : "")
                            + scattered % 100
                            + ',' + n % 50 + ',' + CITIES[(int) (n % 5)] + ",Customer " + n % 200_000 + ",2026-01-"
                            + (10 + n % 20) + "T10:" + (10 + n % 50) + ":00Z,2026-02-" + (10 + n % 19) + ',' + note
                            + ','
                            + (n % 2 == 0 ? "" : "-") + n + ".5\n")
                    .getBytes(StandardCharsets.UTF_8);
            at = 0;
            return true;
        }
    }
}

package io.storyportal.tools.datasets.compare;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one dataset in the order of their keys (equal keys as they came). What exceeds the memory budget is sorted in
 * runs on disk and merged while reading.
 */
final class SortedRows implements Closeable {
    private static final Comparator<KeyedCells> ORDER =
            Comparator.comparing(KeyedCells::key).thenComparingLong(KeyedCells::number);
    private static final int CELL_BYTES = 48;
    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final long memoryBytes;
    private final List<Path> runs = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();
    private List<KeyedCells> held = new ArrayList<>();
    private long heldBytes;
    private long count;

    /** One row: its place in the file, its key and all its cells. */
    record KeyedCells(String key, long number, @Nullable String[] cells) {}

    SortedRows(Path folder, long memoryBytes) {
        this.folder = folder;
        this.memoryBytes = memoryBytes;
    }

    void add(String key, @Nullable String[] cells) {
        held.add(new KeyedCells(key, count++, cells));
        heldBytes += CELL_BYTES * 2L + key.length();
        for (String cell : cells) {
            heldBytes += cell == null ? 4 : CELL_BYTES + cell.length();
        }
        if (heldBytes > memoryBytes) {
            spill();
        }
    }

    private void spill() {
        held.sort(ORDER);
        try {
            Path run = Files.createTempFile(folder, "compare", ".run");
            runs.add(run);
            try (OutputStream file = Files.newOutputStream(run);
                    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file, BUFFER))) {
                for (KeyedCells each : held) {
                    write(out, each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        held = new ArrayList<>();
        heldBytes = 0;
    }

    private static void write(DataOutputStream out, KeyedCells row) throws IOException {
        writeText(out, row.key());
        out.writeLong(row.number());
        out.writeInt(row.cells().length);
        for (String cell : row.cells()) {
            writeText(out, cell);
        }
    }

    private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    /** All rows in order; call once. */
    Iterator<KeyedCells> sorted() {
        held.sort(ORDER);
        if (runs.isEmpty()) {
            return held.iterator();
        }
        PriorityQueue<Run> merge = new PriorityQueue<>(Comparator.comparing((Run r) -> r.head, ORDER));
        try {
            for (Path run : runs) {
                InputStream file = Files.newInputStream(run);
                open.add(file);
                merge.add(new Run(new DataInputStream(new BufferedInputStream(file, BUFFER))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!held.isEmpty()) {
            merge.add(new Run(held.iterator()));
        }
        return new Merged(merge);
    }

    private record Merged(PriorityQueue<Run> runs) implements Iterator<KeyedCells> {
        @Override
        public boolean hasNext() {
            return !runs.isEmpty();
        }

        @Override
        public KeyedCells next() {
            Run first = runs.poll();
            if (first == null) {
                throw new NoSuchElementException();
            }
            KeyedCells row = first.head;
            if (first.advance()) {
                runs.add(first);
            }
            return row;
        }
    }

    /** One sorted run, on disk or the rest in memory; never empty while in the queue. */
    private static final class Run {
        private final @Nullable DataInputStream in;
        private final @Nullable Iterator<KeyedCells> rows;
        private KeyedCells head = new KeyedCells("", 0, new String[0]);

        Run(DataInputStream in) {
            this.in = in;
            this.rows = null;
            advance();
        }

        Run(Iterator<KeyedCells> rows) {
            this.in = null;
            this.rows = rows;
            advance();
        }

        boolean advance() {
            try {
                if (rows != null) {
                    boolean more = rows.hasNext();
                    head = more ? rows.next() : head;
                    return more;
                }
                head = read(java.util.Objects.requireNonNull(in));
                return true;
            } catch (EOFException end) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static KeyedCells read(DataInputStream in) throws IOException {
            String key = readText(in);
            long number = in.readLong();
            @Nullable String[] cells = new String[in.readInt()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = readText(in);
            }
            return new KeyedCells(key == null ? "" : key, number, cells);
        }

        private static @Nullable String readText(DataInputStream in) throws IOException {
            int length = in.readInt();
            return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }
}

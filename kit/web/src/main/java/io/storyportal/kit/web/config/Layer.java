package io.storyportal.kit.web.config;

/**
 * The layer this process is: its id ("l05") and number (5). One process is one layer, so it is process-wide; it is set
 * from {@code portal.layer} before the first bean is made.
 */
public record Layer(String id, int number) {

    private static volatile Layer current = new Layer("l00", 0);

    public static Layer of(String id) {
        if (!id.matches("l\\d\\d")) {
            throw new IllegalArgumentException("portal.layer must look like 'l05', not '" + id + "'");
        }
        return new Layer(id, Integer.parseInt(id.substring(1)));
    }

    public static Layer current() {
        return current;
    }

    static void become(Layer layer) {
        current = layer;
    }

    /** The problem code at an offset of this layer's range: layer 5, offset 3 is "E5003". */
    public String code(int offset) {
        return "E%d%03d".formatted(number, offset);
    }
}

package io.storyportal.gateway.pricing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Prices by provider and model, from {@code prices.yaml} (dated, with its sources) and configuration. A model that is
 * not listed has no price, which is not the same as costing nothing.
 */
public final class PriceCatalogue {

    /** What follows a model's name in the name of one of its snapshots: -20250929, -2024-07-18, -latest. */
    private static final Pattern SNAPSHOT = Pattern.compile("-(\\d{8}|\\d{4}-\\d{2}-\\d{2}|latest)");

    private static final String ANY_MODEL = "*";

    private final List<Price> prices;
    private final String asOf;

    private PriceCatalogue(List<Price> prices, String asOf) {
        this.prices = List.copyOf(prices);
        this.asOf = asOf;
    }

    /** The built-in catalogue; {@code overrides} are looked at first. */
    public static PriceCatalogue builtIn(List<Price> overrides) {
        try (InputStream file = PriceCatalogue.class.getResourceAsStream("/prices.yaml")) {
            Map<String, Object> document =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file));
            var prices = new ArrayList<>(overrides);
            prices.addAll(read(document));
            return new PriceCatalogue(prices, String.valueOf(document.get("as_of")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Optional<Price> priceOf(String provider, String model) {
        return prices.stream()
                .filter(price -> price.provider().equals(provider) && covers(price.model(), model))
                .findFirst();
    }

    /** The day the built-in prices were taken from the providers' pages. */
    public String asOf() {
        return asOf;
    }

    private static boolean covers(String priced, String model) {
        return priced.equals(ANY_MODEL)
                || model.equals(priced)
                || model.startsWith(priced)
                        && SNAPSHOT.matcher(model.substring(priced.length())).matches();
    }

    private static List<Price> read(Map<String, Object> document) {
        var prices = new ArrayList<Price>();
        for (Map<?, ?> provider : maps(document, "providers")) {
            for (Map<?, ?> model : maps(provider, "models")) {
                prices.add(new Price(
                        text(provider, "name"),
                        text(model, "model"),
                        new BigDecimal(text(model, "input")),
                        new BigDecimal(text(model, "output"))));
            }
        }
        return prices;
    }

    private static List<Map<?, ?>> maps(Map<?, ?> parent, String key) {
        var maps = new ArrayList<Map<?, ?>>();
        for (Object entry : (List<?>) value(parent, key)) {
            maps.add((Map<?, ?>) entry);
        }
        return maps;
    }

    private static String text(Map<?, ?> map, String key) {
        return value(map, key).toString();
    }

    private static Object value(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), () -> "prices.yaml: no " + key + " in " + map);
    }
}

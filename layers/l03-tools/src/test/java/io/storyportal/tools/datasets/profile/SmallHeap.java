package io.storyportal.tools.datasets.profile;

import java.nio.file.Path;

/** Profiles a long file in a JVM of its own, started by {@link ProfileMemoryTest} with little heap; prints what it found. */
final class SmallHeap {
    private SmallHeap() {}

    public static void main(String[] arguments) {
        StreamedOrders orders = new StreamedOrders(Long.parseLong(arguments[0]));
        DatasetProfile profile =
                new DatasetProfiler(ProfileLimits.standard(), Path.of(arguments[1])).profile(orders, null);
        System.out.println("bytes " + profile.source().bytes());
        System.out.println("rows " + profile.rows());
        profile.columns()
                .forEach(c -> System.out.println(c.name() + " " + c.distinct() + " " + c.approximate() + " " + c.min()
                        + " " + c.max() + " " + c.mean() + " " + c.median()));
    }
}

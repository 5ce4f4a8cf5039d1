package io.storyportal.apigateway.limits;

import org.junit.jupiter.api.Tag;

@Tag("l09")
class LocalBucketsTest implements BucketsContract {

    private final Buckets buckets = new LocalBuckets();

    @Override
    public Buckets buckets() {
        return buckets;
    }
}

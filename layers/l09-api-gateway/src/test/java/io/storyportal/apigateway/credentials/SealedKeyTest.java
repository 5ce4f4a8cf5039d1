package io.storyportal.apigateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("l09")
class SealedKeyTest {

    @Test
    void theCookieOpensWhatItSealed() {
        assertThat(SealedKey.open(SealedKey.seal("sp_key", "cookie"), "cookie")).isEqualTo("sp_key");
    }

    @Test
    void anotherCookieDoesNot() {
        String sealed = SealedKey.seal("sp_key", "cookie");

        assertThatThrownBy(() -> SealedKey.open(sealed, "other")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSameKeyNeverLooksTheSame() {
        assertThat(SealedKey.seal("sp_key", "cookie")).isNotEqualTo(SealedKey.seal("sp_key", "cookie"));
    }
}

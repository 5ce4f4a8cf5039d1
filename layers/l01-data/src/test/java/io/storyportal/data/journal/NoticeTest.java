package io.storyportal.data.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("l01")
class NoticeTest {

    private final Notice.Draft draft = new Notice.Draft("here");

    private static TenantId tenant() {
        return new TenantId(Ids.uuid7());
    }

    @Test
    void tellsEachTenantOnceAndEachNoticeAnew() {
        TenantId tenant = tenant();
        draft.add(tenant);
        draft.add(tenant);
        assertThat(draft.take()).isEqualTo(new Notice("here", List.of(tenant.toString())));
        assertThat(draft.take()).isEqualTo(new Notice("here", List.of()));
    }

    @Test
    void comesBackFromItsText() {
        Stream.generate(NoticeTest::tenant).limit(3).forEach(draft::add);
        Notice notice = draft.take();
        assertThat(Notice.parse(notice.text())).isEqualTo(notice);
        assertThat(Notice.parse(draft.take().text())).isEqualTo(new Notice("here", List.of()));
    }

    @Test
    void namesNobodyWhenThereAreTooManyAndFitsIntoANotification() {
        Stream.generate(NoticeTest::tenant).limit(Notice.MOST).forEach(draft::add);
        Notice full = draft.take();
        assertThat(full.isOfAny()).isFalse();
        assertThat(full.text().length()).isLessThan(7900);
        Stream.generate(NoticeTest::tenant).limit(Notice.MOST + 1).forEach(draft::add);
        assertThat(draft.take().isOfAny()).isTrue();
        assertThat(draft.take().isOfAny()).isFalse();
    }
}

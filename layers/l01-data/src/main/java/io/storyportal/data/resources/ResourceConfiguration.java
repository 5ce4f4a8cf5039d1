package io.storyportal.data.resources;

import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.data.database.Database;
import io.storyportal.data.journal.Housekeeping;
import io.storyportal.data.journal.Journal;
import io.storyportal.data.journal.JournalNotices;
import io.storyportal.data.journal.JournalSignal;
import io.storyportal.data.journal.Projection;
import io.storyportal.data.schemas.EventTypes;
import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.data.postgres.Pools;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.ids.Ids;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The journal and what turns requests into its commands. */
@Configuration(proxyBeanMethods = false)
class ResourceConfiguration {

    @Bean
    RowProjections rowProjections(ResourceTypes types, List<Projection> others, JsonMapper json) {
        Stream<Projection> rows = types.all().stream().map(type -> new RowProjection(type, json));
        return new RowProjections(Stream.concat(rows, others.stream()).toList());
    }

    @Bean
    JournalSignal journalSignal() {
        return new JournalSignal();
    }

    @Bean
    JournalNotices journalNotices(Database database, DatabaseUrl url, PortalProperties portal, JournalSignal signal) {
        return new JournalNotices(
                database,
                Pools.factory(url, portal.layer(), Database.READER),
                signal,
                Ids.uuid7().toString());
    }

    @Bean
    Journal journal(
            Database database,
            RowProjections projections,
            JsonMapper json,
            Clock clock,
            JournalSignal signal,
            MeterRegistry metrics) {
        return new Journal(database, projections.all(), json, clock, signal, metrics);
    }

    @Bean
    Housekeeping housekeeping(Database database) {
        return new Housekeeping(database);
    }

    @Bean
    Commands commands(JsonMapper json, Clock clock) {
        return new Commands(json, clock);
    }

    @Bean
    Submissions submissions(Journal journal, EventTypes types, JsonMapper json) {
        return new Submissions(journal, types, json);
    }

    @Bean
    KeptAnswers keptAnswers(Submissions submissions, JsonMapper json) {
        return new KeptAnswers(submissions, json);
    }

    @Bean
    Resources resources(Database database, Commands commands, Submissions submissions, JsonMapper json) {
        return new Resources(database, commands, submissions, json);
    }

    @Bean
    PastFolds pastFolds(Database database, JsonMapper json) {
        return new PastFolds(database, json);
    }

    @Bean
    PastReads pastReads(Database database, PastFolds folds, JsonMapper json) {
        return new PastReads(database, folds, json);
    }
}

package io.storyportal.tools.bridge;

import io.storyportal.client.l01.L01Client;
import io.storyportal.client.l01.model.CreateDocument;
import io.storyportal.client.l01.model.Document;
import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.tools.documents.Documents;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/** The documents of the caller's tenant in L01. */
final class L01Documents implements Documents {
    private final L01Client l01;

    L01Documents(L01Client l01) {
        this.l01 = l01;
    }

    @Override
    public Mono<UUID> store(UUID id, NewDocument document) {
        CreateDocument create = new CreateDocument(document.title())
                .id(id)
                .content(document.content())
                .contentType(document.contentType())
                .tags(document.tags())
                .metadata(document.metadata());
        return l01.createDocument(create)
                .map(Document::getId)
                .onErrorResume(
                        RemoteProblemException.class,
                        refused -> refused.is(HttpStatus.CONFLICT)
                                ? l01.getDocument(id).map(Document::getId)
                                : Mono.error(refused));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;

/** The client of the JDK, as it comes. */
final class JdkPeer implements Peer {

    private final URI uri;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    JdkPeer(String uri) {
        this.uri = URI.create(uri);
    }

    @Override
    public void call(Object picture, Consumer<Throwable> done) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("x-api-key", Peers.KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Payloads.of(picture)))
                .build();
        client.sendAsync(request, BodyHandlers.ofByteArray())
                .whenComplete((answer, failure) -> done.accept(
                        failure == null && answer.statusCode() != 200
                                ? new IllegalStateException("status " + answer.statusCode())
                                : failure));
    }

    @Override
    public void close() {}
}

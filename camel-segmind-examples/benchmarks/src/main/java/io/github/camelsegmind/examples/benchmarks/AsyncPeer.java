// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;

/** The client that the component is built on, with nothing around it, handing its answers to a pool. */
final class AsyncPeer implements Peer {

    private final URI uri;
    private final ExecutorService pool = Executors.newFixedThreadPool(32);
    private final CloseableHttpAsyncClient client;

    AsyncPeer(String uri) {
        this.uri = URI.create(uri);
        client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(Integer.MAX_VALUE)
                        .setMaxConnPerRoute(Integer.MAX_VALUE)
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .build())
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(2).build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
        client.start();
    }

    @Override
    public void call(Object picture, Consumer<Throwable> done) {
        BasicHttpRequest head = new BasicHttpRequest("POST", uri);
        head.setHeader("x-api-key", Peers.KEY);
        client.execute(
                HttpHost.create(uri),
                new BasicRequestProducer(
                        head, AsyncEntityProducers.create(Payloads.of(picture), ContentType.APPLICATION_JSON)),
                new BasicResponseConsumer<>(new BasicAsyncEntityConsumer()),
                null,
                null,
                new HandOver(done));
    }

    private final class HandOver implements FutureCallback<Message<HttpResponse, byte[]>> {

        private final Consumer<Throwable> done;

        HandOver(Consumer<Throwable> done) {
            this.done = done;
        }

        @Override
        public void completed(Message<HttpResponse, byte[]> answer) {
            int status = answer.getHead().getCode();
            pool.execute(() -> done.accept(status == 200 ? null : new IllegalStateException("status " + status)));
        }

        @Override
        public void failed(Exception cause) {
            pool.execute(() -> done.accept(cause));
        }

        @Override
        public void cancelled() {
            failed(new IllegalStateException("cancelled"));
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        pool.shutdownNow();
    }
}

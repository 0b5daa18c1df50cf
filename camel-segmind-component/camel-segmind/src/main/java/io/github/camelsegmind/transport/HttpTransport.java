// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HttpClient 5's asynchronous client, with everything switched off that could send a paid request twice or a key
 * elsewhere: no repeats, redirects or cookies of its own. The client is made for the first call.
 */
public final class HttpTransport implements SegmindTransport, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    private final HttpSettings settings;
    private final SSLContext tls;
    private final Consumer<HttpAsyncClientBuilder> customizer;
    private final Timer timer;
    private final Set<HttpCall> calls = ConcurrentHashMap.newKeySet();
    private CloseableHttpAsyncClient client;
    private volatile boolean closed;

    /**
     * @param tls made from the settings' TLS part, null for the JVM's defaults
     * @param customizer has the last word on the client's builder
     */
    public HttpTransport(
            HttpSettings settings, SSLContext tls, Consumer<HttpAsyncClientBuilder> customizer, Timer timer) {
        this.settings = settings;
        this.tls = tls;
        this.customizer = customizer;
        this.timer = timer;
    }

    @Override
    public CompletableFuture<SegmindResponse> send(SegmindRequest request) {
        HttpCall call = new HttpCall(request, timer);
        calls.add(call);
        call.result().whenComplete((response, failure) -> calls.remove(call));
        try {
            Future<SegmindResponse> exchange = client().execute(
                            HttpHost.create(request.uri()),
                            producer(request, call),
                            call,
                            null,
                            context(request),
                            call);
            // Whatever ended the call first, such as its deadline, ends the exchange with the service too.
            call.result().whenComplete((response, failure) -> {
                if (failure != null) {
                    exchange.cancel(true);
                }
            });
            request.deadline().onPassed(call::deadlinePassed);
        } catch (IOException | RuntimeException e) {
            call.failed(e instanceof RuntimeException unchecked ? unchecked : (IOException) e);
        }
        return call.result();
    }

    private static AsyncRequestProducer producer(SegmindRequest request, HttpCall call) {
        BasicHttpRequest head = new BasicHttpRequest(request.method(), request.uri());
        request.headers().forEach(head::setHeader);
        head.setHeader(new KeyHeader(request.apiKey()));
        return new BasicRequestProducer(
                head, request.payload() == null ? null : new PayloadProducer(request.payload(), call::sending));
    }

    private static HttpClientContext context(SegmindRequest request) {
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(request.deadline().limit()))
                .setConnectionRequestTimeout(Timeout.of(request.deadline().limit()))
                .setRedirectsEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build());
        return context;
    }

    /** A header whose text form, which the client logs, hides the value. */
    private static final class KeyHeader extends BasicHeader {

        private static final long serialVersionUID = 1L;

        KeyHeader(String key) {
            super("x-api-key", key, true);
        }

        @Override
        public String toString() {
            return getName() + ": ***";
        }
    }

    private synchronized CloseableHttpAsyncClient client() throws IOException {
        if (closed) {
            throw new IOException("the component was stopped");
        }
        if (client == null) {
            client = build();
            client.start();
        }
        return client;
    }

    private CloseableHttpAsyncClient build() {
        // How many calls are in flight is bounded before they come here; a second queue would only hide them.
        PoolingAsyncClientConnectionManagerBuilder connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(Timeout.of(settings.connectTimeout()))
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build());
        if (tls != null) {
            connections.setTlsStrategy(
                    ClientTlsStrategyBuilder.create().setSslContext(tls).buildAsync());
        }
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(connections.build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(Math.min(2, Runtime.getRuntime().availableProcessors()))
                        // A model may work for minutes in silence, which middle boxes take for a dead connection.
                        .setSoKeepAlive(true)
                        .build())
                .setThreadFactory(new DefaultThreadFactory("Camel-Segmind-io", true))
                .setIoReactorExceptionCallback(this::report)
                .setUserAgent("camel-segmind")
                // The client's wire log would show the key, the prompt and the picture.
                .setIoSessionDecorator(session -> session)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
        if (settings.proxyHost() != null) {
            builder.setProxy(new HttpHost(settings.proxyHost(), settings.proxyPort()));
        }
        customizer.accept(builder);
        return builder.build();
    }

    /** A reactor that is closed at once may stumble over the connections that are taken from it; that is its end anyway. */
    private void report(Exception reactorFailure) {
        if (closed) {
            LOG.debug("The HTTP client was closed", reactorFailure);
        } else {
            LOG.error("The HTTP client failed", reactorFailure);
        }
    }

    /** Ends every call in flight, each with an exception that tells whether it was sent. */
    public void cancel() {
        calls.forEach(HttpCall::stopped);
    }

    /** Closes the client; calls still in flight are ended first. */
    @Override
    public void close() {
        CloseableHttpAsyncClient closing;
        synchronized (this) {
            closed = true;
            closing = client;
        }
        cancel();
        if (closing != null) {
            closing.close(CloseMode.IMMEDIATE);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.camelsegmind.sandbox.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many calls are in flight, on which threads, and what happens to them when the context stops. */
@Timeout(30)
class SegmindConcurrencyTest extends SegmindTestSupport {

    @TempDir
    Path folder;

    @Override
    void configure(SegmindConfiguration options) {
        options.setMaxConcurrentRequests(4);
        options.setTimeout(10_000);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:nested").to("segmind:ssd-canny").process(exchange -> {
                    exchange.getMessage().setHeader("CamelSegmindPrompt", "inner");
                    template.request("segmind:ssd-canny", inner -> fill(inner));
                });
                from("direct:loop").loop(100).copy().to("segmind:ssd-canny");
                fromF("file:%s?move=.done&delay=50&initialDelay=0", folder)
                        .setHeader("CamelSegmindPrompt", constant("a castle"))
                        .to("segmind:flux-depth-dev")
                        .to("mock:done");
            }
        };
    }

    private static void fill(Exchange exchange) {
        exchange.getMessage().setBody(picture());
        exchange.getMessage().setHeader("CamelSegmindPrompt", "a castle");
    }

    private List<CompletableFuture<Exchange>> callAtOnce(int calls, String uri) {
        return IntStream.range(0, calls)
                .mapToObj(call -> template.asyncSend(uri, SegmindConcurrencyTest::fill))
                .toList();
    }

    private static void assertAllSucceed(List<CompletableFuture<Exchange>> calls) {
        assertThat(calls).allSatisfy(call -> assertThat(call)
                .succeedsWithin(Duration.ofSeconds(20))
                .extracting(Exchange::getException)
                .isNull());
    }

    @Test
    void noMoreCallsAreInFlightThanAllowed() {
        sandbox().latency(Duration.ofMillis(50));

        assertAllSucceed(callAtOnce(20, "segmind:ssd-canny"));

        assertThat(sandbox().maxInFlight()).isEqualTo(4);
        assertThat(sandbox().charged()).isEqualTo(20);
    }

    @Test
    void anEndpointMayHaveABoundOfItsOwn() {
        sandbox().latency(Duration.ofMillis(50));

        assertAllSucceed(callAtOnce(6, "segmind:ssd-canny?maxConcurrentRequests=2"));

        assertThat(sandbox().maxInFlight()).isEqualTo(2);
    }

    @Test
    void connectionsAreReused() {
        assertAllSucceed(callAtOnce(20, "segmind:ssd-canny"));

        assertThat(sandbox().connections()).isLessThanOrEqualTo(4);
    }

    @Test
    void waitingCallsHoldNoThread() {
        sandbox().always(Answer.stalled());
        int before = Thread.activeCount();
        CompletableFuture<Integer> done = new CompletableFuture<>();
        var producer = producer("segmind:ssd-canny?maxConcurrentRequests=100");
        AtomicInteger ended = new AtomicInteger();
        for (int call = 0; call < 300; call++) {
            Exchange exchange = context.getEndpoint("segmind:ssd-canny").createExchange();
            fill(exchange);
            producer.process(exchange, doneSync -> {
                if (ended.incrementAndGet() == 300) {
                    done.complete(300);
                }
            });
        }

        await().untilAsserted(() -> assertThat(sandbox().inFlight()).isEqualTo(100));
        assertThat(Thread.activeCount() - before).isLessThan(10);

        context.getShutdownStrategy().setTimeout(1);
        context.stop();
        assertThat(done).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void anExchangeThatWaitsForItsTurnHasNotReadItsPicture() {
        sandbox().latency(Duration.ofMillis(200));
        AtomicInteger reads = new AtomicInteger();
        List<CompletableFuture<Exchange>> first = callAtOnce(4, "segmind:ssd-canny");
        await().until(() -> sandbox().inFlight() == 4);

        CompletableFuture<Exchange> waiting = template.asyncSend("segmind:ssd-canny", exchange -> {
            fill(exchange);
            exchange.getMessage().setBody(new InputStream() {
                private final InputStream picture = new ByteArrayInputStream(picture());

                @Override
                public int read() throws IOException {
                    reads.incrementAndGet();
                    return picture.read();
                }
            });
        });

        assertThat(reads).hasValue(0);
        assertThat(first).noneMatch(CompletableFuture::isDone);
        assertAllSucceed(List.of(waiting));
        assertThat(reads.get()).isPositive();
    }

    @Test
    void aStreamThatStallsBlocksNotItsCaller() {
        CountDownLatch release = new CountDownLatch(1);
        var producer = producer("segmind:ssd-canny");
        Exchange exchange = context.getEndpoint("segmind:ssd-canny").createExchange();
        fill(exchange);
        exchange.getMessage().setBody(new InputStream() {
            private final InputStream picture = new ByteArrayInputStream(picture());

            @Override
            public int read() throws IOException {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return picture.read();
            }
        });
        CompletableFuture<Exchange> done = new CompletableFuture<>();

        producer.process(exchange, doneSync -> done.complete(exchange));

        assertThat(done).isNotDone();
        release.countDown();
        assertThat(done)
                .succeedsWithin(Duration.ofSeconds(10))
                .extracting(Exchange::getException)
                .isNull();
    }

    @Test
    void nestedSynchronousCallsAllEnd() {
        List<CompletableFuture<Exchange>> calls = IntStream.range(0, 80)
                .mapToObj(call -> template.asyncSend("direct:nested", SegmindConcurrencyTest::fill))
                .toList();

        assertAllSucceed(calls);
        assertThat(sandbox().charged()).isEqualTo(160);
    }

    @Test
    void manyCallsInARowNeedNoMoreThreadsThanOne() {
        assertAllSucceed(IntStream.range(0, 4)
                .mapToObj(call -> template.asyncSend("direct:loop", SegmindConcurrencyTest::fill))
                .toList());

        assertThat(sandbox().charged()).isEqualTo(400);
        assertThat(threads()).as("not one for each of the 400 calls").hasSizeLessThan(40);
    }

    @Test
    void aFolderIsWorkedOffWithManyCallsInFlight() throws IOException {
        sandbox().latency(Duration.ofMillis(100));
        getMockEndpoint("mock:done").expectedMessageCount(12);
        for (int file = 0; file < 12; file++) {
            Path written = Files.write(folder.resolve(".writing-" + file), picture());
            Files.move(written, folder.resolve(file + ".png"));
        }

        await().untilAsserted(() -> getMockEndpoint("mock:done").assertIsSatisfied());
        assertThat(sandbox().maxInFlight()).isGreaterThan(1);
        await().untilAsserted(() -> {
            try (Stream<Path> done = Files.list(folder.resolve(".done"))) {
                assertThat(done).hasSize(12);
            }
        });
    }

    @Test
    void stoppingLetsCallsInFlightEnd() {
        sandbox().latency(Duration.ofMillis(300));
        List<CompletableFuture<Exchange>> calls = callAtOnce(4, "segmind:ssd-canny");
        await().until(() -> sandbox().inFlight() == 4);

        context.stop();

        assertAllSucceed(calls);
    }

    @Test
    void stoppingCancelsWhatTakesLongerThanTheShutdownLimit() {
        sandbox().always(Answer.stalled());
        List<CompletableFuture<Exchange>> calls = callAtOnce(6, "segmind:ssd-canny");
        await().until(() -> sandbox().inFlight() == 4);
        context.getShutdownStrategy().setTimeout(1);
        long started = System.nanoTime();

        context.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(6));
        assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(Duration.ofSeconds(1)));
        List<Class<?>> failures = calls.stream()
                .<Class<?>>map(call -> call.join().getException().getClass())
                .toList();
        assertThat(failures)
                .filteredOn(SegmindTimeoutException.class::equals)
                .as("sent, so they may have been charged")
                .hasSize(4);
        assertThat(failures)
                .filteredOn(SegmindUnavailableException.class::equals)
                .as("still waiting for their turn")
                .hasSize(2);
    }

    @Test
    void stoppingLeavesNoThread() {
        assertAllSucceed(callAtOnce(4, "segmind:ssd-canny"));
        assertThat(threads()).isNotEmpty();

        context.stop();

        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void aContextThatIsStartedAgainCallsAgain() {
        assertAllSucceed(callAtOnce(1, "segmind:ssd-canny"));
        context.stop();
        // Camel forgets its components when it stops.
        context.addComponent("segmind", newComponent());
        context.start();
        template = context.createProducerTemplate();

        assertAllSucceed(callAtOnce(1, "segmind:ssd-canny"));
    }

    @Test
    void anAnswerThatDoesNotFitTheHeapFailsItsOwnExchangeOnly() throws IOException {
        HttpServer huge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        huge.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "image/png");
            exchange.sendResponseHeaders(200, 1L << 30);
            exchange.getResponseBody().flush();
        });
        huge.start();
        try {
            sandbox().latency(Duration.ofMillis(300));
            List<CompletableFuture<Exchange>> others = callAtOnce(2, "segmind:ssd-canny");
            Exchange failed = call(
                    "segmind:ssd-canny?maxResponseSize=2GB&baseUrl=http://127.0.0.1:"
                            + huge.getAddress().getPort(),
                    SegmindConcurrencyTest::fill);

            assertThat(failed.getException())
                    .isExactlyInstanceOf(SegmindContentException.class)
                    .hasMessageContaining("no memory");
            assertAllSucceed(others);
            assertAllSucceed(callAtOnce(4, "segmind:ssd-canny"));
        } finally {
            huge.stop(0);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("Segmind"))
                .toList();
    }

    private SegmindProducer producer(String uri) {
        SegmindProducer producer = (SegmindProducer)
                context.getEndpoint(uri, SegmindEndpoint.class).createProducer();
        producer.start();
        return producer;
    }
}

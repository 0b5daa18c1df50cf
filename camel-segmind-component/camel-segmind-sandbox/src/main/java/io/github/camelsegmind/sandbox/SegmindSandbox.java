// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import io.github.camelsegmind.sandbox.picture.PictureRenderer;
import io.github.camelsegmind.sandbox.picture.Studio;
import io.github.camelsegmind.sandbox.wire.LoopbackServer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Segmind on loopback: {@code POST /v1/{model}} and {@code GET /v1/get-user-credits}, answered from the model files on
 * the class path with real pictures, real refusals and an account that is really charged, and with any fault that a
 * script asks for.
 *
 * <pre>{@code
 * try (SegmindSandbox sandbox = SegmindSandbox.start()) {
 *     sandbox.next(Answer.status(502), Answer.rendered().resetAfter(1000));
 *     ... call sandbox.baseUrl() with sandbox.apiKey() ...
 *     sandbox.received("ssd-canny").times(2);
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread, also while calls are under way. Amounts are in credits, of which one is
 * one US dollar. Its threads are daemons: one that reads, writes and keeps the time, and as many workers as there are
 * processors. A call that waits holds none of them. {@link #close()} leaves nothing behind.
 *
 * <p>It is made from the service's public pages, not from the service: a stand-in for tests and demonstrations.
 */
public final class SegmindSandbox implements AutoCloseable {

    private final Settings settings;
    private final LoopbackServer server;
    private final Workers workers;
    private volatile Session session;

    private SegmindSandbox(Settings settings) {
        this.settings = settings;
        this.session = new Session(settings);
        this.workers = new Workers(Thread.currentThread().getContextClassLoader());
        this.server = new Desk(settings, () -> session, workers).open();
    }

    /** Starts one on a free port, with 100 credits, no latency and no limits. */
    public static SegmindSandbox start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Where it is: {@code http://127.0.0.1:PORT}, without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The one key that it accepts. */
    public String apiKey() {
        return settings.apiKey();
    }

    /** Sets the balance. */
    public SegmindSandbox credits(BigDecimal balance) {
        session.ledger.balance(Objects.requireNonNull(balance, "balance"));
        return this;
    }

    /** The balance: what calls that are under way have reserved is already off it. */
    public BigDecimal credits() {
        return session.ledger.balance();
    }

    /** How long a call takes from now on; zero answers at once. */
    public SegmindSandbox latency(Duration latency) {
        session.latency = Objects.requireNonNull(latency, "latency");
        return this;
    }

    /** Lets so many calls pass per window, which begins with the first of them; the rest get a 429. */
    public SegmindSandbox rateLimit(int calls, Duration window) {
        session.rateLimit = new RateLimit(calls, window, settings.clock());
        return this;
    }

    /** Makes a model answer 410. */
    public SegmindSandbox retire(String model) {
        session.retired.add(model);
        return this;
    }

    /** Makes calls that would take what was spent above this answer 406. */
    public SegmindSandbox spendingCap(BigDecimal cap) {
        session.ledger.cap(cap);
        return this;
    }

    /** Scripts the next calls for a model: each takes one answer, in order of arrival; then all is normal again. */
    public SegmindSandbox next(Answer... answers) {
        for (Answer answer : answers) {
            next(1, answer);
        }
        return this;
    }

    /** Scripts the next calls for a model with the same answer. */
    public SegmindSandbox next(int times, Answer answer) {
        session.script.add(times, Objects.requireNonNull(answer, "answer"));
        return this;
    }

    /** Answers every call for a model that no {@link #next} is left for, until {@link #reset()}. */
    public SegmindSandbox always(Answer answer) {
        session.script.always(Objects.requireNonNull(answer, "answer"));
        return this;
    }

    /** The calls for a model that arrived whole, in order of arrival. */
    public List<ReceivedCall> calls() {
        return session.received(true);
    }

    /** Every request that arrived whole, in order of arrival: {@link #calls()} and whatever else was asked. */
    public List<ReceivedCall> requests() {
        return session.received(false);
    }

    /** The calls for one model, to be asserted on. */
    public ReceivedCalls received(String model) {
        return new ReceivedCalls(
                "calls of " + model,
                calls().stream().filter(call -> call.model().equals(model)).toList());
    }

    /** The calls for all models, to be asserted on. */
    public ReceivedCalls received() {
        return new ReceivedCalls("calls", calls());
    }

    /** How many calls were charged: against the number of distinct inputs it shows whether any was paid twice. */
    public int charged() {
        return session.ledger.charged();
    }

    public BigDecimal spent() {
        return session.ledger.spent();
    }

    /** Requests that wait for the end of their answer now. A client that goes away takes its request along. */
    public int inFlight() {
        return session.inFlight();
    }

    /** The most that waited at once. */
    public int maxInFlight() {
        return session.maxInFlight();
    }

    /** Connections accepted since the start or the last {@link #reset()}. */
    public int connections() {
        return session.connections.get();
    }

    /** Forgets scripts, calls and limits, restores balance and latency, and hangs up on calls that still wait. */
    public void reset() {
        Session fresh = new Session(settings);
        session = fresh;
        // A request that arrives while this runs belongs to the new session already.
        server.drop(exchange -> ((Call) exchange.attachment()).session() != fresh);
    }

    /** Ends every connection and every thread. Calls that still wait see the connection end. */
    @Override
    public void close() {
        server.close();
        workers.close();
    }

    /** Settings of a sandbox, all with a default. */
    public static final class Builder {

        private int port;
        private String apiKey = "SG_5a6d6f636b736567";
        private BigDecimal credits = new BigDecimal("100");
        private Duration latency = Duration.ZERO;
        private boolean anyModel;
        private BigDecimal unknownModelPrice = new BigDecimal("0.01");
        private int badRangeStatus = 500;
        private long maxRequestSize = 256L * 1024 * 1024;
        private boolean keepBodies = true;
        private PictureRenderer renderer = new Studio();
        private LongSupplier seeds = seeds(20261121L);
        private Clock clock = Clock.systemUTC();
        private Consumer<ReceivedCall> listener = call -> {};

        private Builder() {}

        /** The port on 127.0.0.1; 0, the default, takes a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** The key to accept: any text. */
        public Builder apiKey(String apiKey) {
            this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
            return this;
        }

        /** The balance at start: 100 by default. */
        public Builder credits(BigDecimal credits) {
            this.credits = Objects.requireNonNull(credits, "credits");
            return this;
        }

        /** How long a call takes: none by default. */
        public Builder latency(Duration latency) {
            this.latency = Objects.requireNonNull(latency, "latency");
            return this;
        }

        /** Serves models without a file too, with any parameters; without it they answer 404. */
        public Builder anyModel(boolean anyModel) {
            this.anyModel = anyModel;
            return this;
        }

        /** What a call costs where no file says it: 0.01 by default. */
        public Builder unknownModelPrice(BigDecimal price) {
            this.unknownModelPrice = Objects.requireNonNull(price, "price");
            return this;
        }

        /** What a value outside its range or of a wrong type answers: 500, as v1 does, or 400, as some models do. */
        public Builder badRangeStatus(int status) {
            this.badRangeStatus = status;
            return this;
        }

        /** The largest body taken in, in bytes; more answers 413. 256 MB by default. */
        public Builder maxRequestSize(long bytes) {
            this.maxRequestSize = bytes;
            return this;
        }

        /** Whether {@link ReceivedCall} keeps bodies. Turn it off under load, or pictures fill the heap. */
        public Builder keepBodies(boolean keep) {
            this.keepBodies = keep;
            return this;
        }

        /** Without pictures every answer is one small grey tile of the right format: for load tests. */
        public Builder pictures(boolean pictures) {
            this.renderer = pictures ? new Studio() : PictureRenderer.tile();
            return this;
        }

        /** Replaces what makes the pictures. Called on the workers, several at once. */
        public Builder renderer(PictureRenderer renderer) {
            this.renderer = Objects.requireNonNull(renderer, "renderer");
            return this;
        }

        /** Where the seeds of calls come from that leave theirs to chance. The default repeats itself every start. */
        public Builder seeds(LongSupplier seeds) {
            this.seeds = Objects.requireNonNull(seeds, "seeds");
            return this;
        }

        /** What the windows of the rate limit are measured with. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Told of every request when it is answered, on a worker, before the answer is sent. */
        public Builder listener(Consumer<ReceivedCall> listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Starts listening; throws {@link java.io.UncheckedIOException} when the port is taken. */
        public SegmindSandbox start() {
            return new SegmindSandbox(new Settings(
                    port,
                    apiKey,
                    credits,
                    latency,
                    anyModel,
                    unknownModelPrice,
                    badRangeStatus,
                    maxRequestSize,
                    keepBodies,
                    renderer,
                    seeds,
                    clock,
                    listener));
        }

        private static LongSupplier seeds(long start) {
            Random random = new Random(start);
            return () -> random.nextInt(Integer.MAX_VALUE);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import io.github.camelsegmind.transport.Account;
import io.github.camelsegmind.transport.Admission;
import io.github.camelsegmind.transport.BudgetGate;
import io.github.camelsegmind.transport.HttpSettings;
import io.github.camelsegmind.transport.HttpTransport;
import io.github.camelsegmind.transport.RateGate;
import io.github.camelsegmind.transport.RetryingTransport;
import io.github.camelsegmind.transport.ScheduledTimer;
import io.github.camelsegmind.transport.SegmindTransport;
import io.github.camelsegmind.transport.Timer;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.AsyncProcessorAwaitManager.AwaitThread;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * What the endpoints of one component share, from its start to its stop: a client, a timer, a pool on which routes go
 * on, the bound on calls in flight, and what is known of each account.
 */
final class SharedResources {

    /** The name of the thread pool profile whose {@code maxPoolSize} users may register to size the pool themselves. */
    private static final String POOL_PROFILE = "segmind";

    /** More than the default of calls in flight, so that no answer waits for a slow step behind another. */
    private static final int MOST_THREADS = 64;

    /** What cancelled calls may take to end their exchanges. */
    private static final Duration CANCELLATION = Duration.ofSeconds(1);

    private final SegmindComponent component;
    private final CamelContext context;
    private final ExecutorService threads;
    private final RoutePool pool;
    private final ScheduledExecutorService scheduler;
    private final ScheduledTimer timer;
    private final Admission admission;
    private final Queue<Admission> ownAdmissions = new ConcurrentLinkedQueue<>();
    private final Map<HttpSettings, HttpTransport> clients = new ConcurrentHashMap<>();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final LifecycleStrategy stopping;
    private volatile long stopsUntil;

    SharedResources(SegmindComponent component) {
        this.component = component;
        this.context = component.getCamelContext();
        this.scheduler =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(component, "SegmindTimer");
        this.timer = new ScheduledTimer(scheduler);
        this.threads = context.getExecutorServiceManager().newCachedThreadPool(component, "Segmind");
        this.pool = new RoutePool(threads, mostThreads(), this::waitingForAnswers, timer);
        this.admission = new Admission(component.getConfiguration().getMaxConcurrentRequests());
        this.stopping = new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stoppingContext) {
                stopsUntil = System.nanoTime() + shutdownLimit().toNanos();
            }
        };
        context.addLifecycleStrategy(stopping);
    }

    private int mostThreads() {
        ThreadPoolProfile profile = context.getExecutorServiceManager().getThreadPoolProfile(POOL_PROFILE);
        return profile == null ? MOST_THREADS : profile.getMaxPoolSize();
    }

    private Collection<Thread> waitingForAnswers() {
        return PluginHelper.getAsyncProcessorAwaitManager(context).browse().stream()
                .map(AwaitThread::getBlockedThread)
                .toList();
    }

    /** Where routes go on. */
    RoutePool pool() {
        return pool;
    }

    Timer timer() {
        return timer;
    }

    /** The component's bound, or one of the endpoint's own when it asks for another. */
    Admission admission(int maxConcurrentRequests) {
        if (maxConcurrentRequests == component.getConfiguration().getMaxConcurrentRequests()) {
            return admission;
        }
        Admission own = new Admission(maxConcurrentRequests);
        ownAdmissions.add(own);
        return own;
    }

    /** Forgets an endpoint's own bound; the component's stays. */
    void release(Admission own) {
        ownAdmissions.remove(own);
    }

    /** What is known of the account behind a key. */
    Account account(SegmindConfiguration options, String apiKey) {
        return accounts.computeIfAbsent(options.getBaseUrl() + " " + apiKey, key -> new Account(timer));
    }

    /** The way of a request: what it may cost, repeats, the rate limit, HTTP. */
    SegmindTransport transport(SegmindConfiguration options, Account account) {
        SSLContextParameters tls = options.getSslContextParameters();
        HttpSettings settings = new HttpSettings(
                Duration.ofMillis(options.getConnectTimeout()),
                options.getProxyHost(),
                options.getProxyPort(),
                tls != null ? tls : component.globalTls());
        SegmindTransport repeated = new RetryingTransport(
                new RateGate(clients.computeIfAbsent(settings, this::client), account, timer),
                options.getMaxRetries(),
                Duration.ofMillis(options.getRetryDelay()),
                timer,
                () -> ThreadLocalRandom.current().nextDouble());
        if (options.getOperation() == SegmindOperation.credits) {
            // Free of charge, and the way out of a balance that was too low.
            return repeated;
        }
        return new BudgetGate(
                repeated,
                account,
                new BudgetGate.Limits(
                        credits("minimumCredits", options.getMinimumCredits()),
                        credits("spendingLimit", options.getSpendingLimit()),
                        Duration.ofMillis(options.getSpendingWindow())));
    }

    private static BigDecimal credits(String option, String text) {
        try {
            return text == null ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " has to be a number of credits such as 2.50", e);
        }
    }

    private HttpTransport client(HttpSettings settings) {
        SegmindHttpClientConfigurer configurer = component.getHttpClientConfigurer();
        return new HttpTransport(
                settings,
                sslContext(settings.tls()),
                configurer == null ? builder -> {} : configurer::configure,
                timer);
    }

    private SSLContext sslContext(SSLContextParameters parameters) {
        try {
            return parameters == null ? null : parameters.createSSLContext(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new RuntimeCamelException("The TLS settings for segmind cannot be used", e);
        }
    }

    private Duration shutdownLimit() {
        var strategy = context.getShutdownStrategy();
        return Duration.of(strategy.getTimeout(), strategy.getTimeUnit().toChronoUnit());
    }

    /** In order: new calls are refused, calls in flight awaited up to the shutdown limit, then cancelled. */
    void close() throws InterruptedException {
        // Camel has spent part of the limit on the routes already; calls from elsewhere get what is left of it.
        Duration limit = stopsUntil == 0 ? shutdownLimit() : Duration.ofNanos(stopsUntil - System.nanoTime());
        ownAdmissions.add(admission);
        ownAdmissions.forEach(Admission::close);
        if (!awaitIdle(ownAdmissions, limit)) {
            timer.close();
            clients.values().forEach(HttpTransport::cancel);
            awaitIdle(ownAdmissions, CANCELLATION);
        }
        timer.close();
        clients.values().forEach(HttpTransport::close);
        context.getLifecycleStrategies().remove(stopping);
        context.getExecutorServiceManager().shutdown(threads);
        context.getExecutorServiceManager().shutdown(scheduler);
    }

    private static boolean awaitIdle(Collection<Admission> admissions, Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        boolean idle = true;
        for (Admission one : admissions) {
            idle &= one.awaitIdle(Duration.ofNanos(until - System.nanoTime()));
        }
        return idle;
    }
}

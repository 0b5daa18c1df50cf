// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelsegmind.transport.ScheduledTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RoutePoolTest {

    private final ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newCachedThreadPool();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Set<Thread> waitingForAnswers = ConcurrentHashMap.newKeySet();
    private final RoutePool executor = pool(3);

    private RoutePool pool(int most) {
        return new RoutePool(threads, most, () -> waitingForAnswers, new ScheduledTimer(scheduler));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        scheduler.shutdownNow();
    }

    @Test
    void noMoreTasksRunAtOnceThanAllowedAndAllRun() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        for (int task = 0; task < 10_000; task++) {
            executor.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                running.decrementAndGet();
                done.incrementAndGet();
            });
        }

        await().until(() -> done.get() == 10_000);
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void aTaskThatFailsTakesNoPlaceWithIt() {
        AtomicInteger done = new AtomicInteger();
        for (int task = 0; task < 100; task++) {
            executor.execute(() -> {
                done.incrementAndGet();
                throw new IllegalStateException("on purpose");
            });
        }

        await().until(() -> done.get() == 100);
    }

    @Test
    void tasksThatWaitAreTakenUpInTheirOrder() throws InterruptedException {
        RoutePool single = pool(1);
        CountDownLatch release = new CountDownLatch(1);
        List<Integer> order = new ArrayList<>();
        single.execute(() -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CountDownLatch done = new CountDownLatch(5);
        for (int task = 0; task < 5; task++) {
            int number = task;
            single.execute(() -> {
                order.add(number);
                done.countDown();
            });
        }
        release.countDown();

        done.await();
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aThreadThatWaitsForAnAnswerMakesRoomForTheTaskThatBringsIt() {
        RoutePool single = pool(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        single.execute(() -> {
            waitingForAnswers.add(Thread.currentThread());
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            waitingForAnswers.remove(Thread.currentThread());
            done.incrementAndGet();
        });

        single.execute(answer::countDown);

        await().until(() -> done.get() == 1);
    }

    @Test
    void slowStepsGetMoreThreadsThanShortOnes() {
        RoutePool wide = pool(50);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        for (int task = 0; task < 60; task++) {
            wide.execute(() -> {
                started.incrementAndGet();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        await().until(() -> started.get() == 50);
        release.countDown();
        await().until(() -> started.get() == 60);
    }

    @Test
    void aThreadIsWithinWhileItRunsATask() {
        AtomicBoolean within = new AtomicBoolean();
        executor.execute(() -> within.set(executor.isWithin()));

        await().untilTrue(within);
        assertThat(executor.isWithin()).isFalse();
    }

    @Test
    void aPoolThatIsShutDownStillEndsWhatIsLeft() {
        threads.shutdown();
        AtomicInteger done = new AtomicInteger();

        executor.execute(done::incrementAndGet);

        assertThat(done).hasValue(1);
    }
}

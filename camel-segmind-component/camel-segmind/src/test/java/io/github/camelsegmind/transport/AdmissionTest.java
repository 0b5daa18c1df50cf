// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelsegmind.transport.Admission.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission(2);

    @Test
    void whoComesTooManyWaitsFirstComeFirstServed() {
        Place one = admission.enter(false).join();
        Place two = admission.enter(false).join();
        CompletableFuture<Place> third = admission.enter(false);
        CompletableFuture<Place> fourth = admission.enter(false);

        assertThat(third).isNotDone();
        one.close();
        assertThat(third).isCompleted();
        assertThat(fourth).isNotDone();
        two.close();
        assertThat(fourth).isCompleted();
    }

    @Test
    void aPlaceGivenBackTwiceIsOnePlace() {
        Place one = admission.enter(false).join();
        admission.enter(false).join();
        CompletableFuture<Place> third = admission.enter(false);
        CompletableFuture<Place> fourth = admission.enter(false);

        one.close();
        one.close();

        assertThat(third).isCompleted();
        assertThat(fourth).isNotDone();
    }

    @Test
    void answersThatWaitForAThreadKeepOthersOut() {
        admission.enter(false).join().answered();
        admission.enter(false).join().answered();

        assertThat(admission.enter(false)).isNotDone();
    }

    @Test
    void aCallFromWithinARouteFindsAPlaceAlthoughAllAnswersOutsideWait() {
        admission.enter(false).join().answered();
        admission.enter(false).join().answered();

        assertThat(admission.enter(true)).isCompleted();
    }

    @Test
    void callsInFlightAreBoundedWhereverTheyComeFrom() {
        admission.enter(false).join();
        admission.enter(true).join();

        assertThat(admission.enter(true)).isNotDone();
    }

    @Test
    void closingSendsThoseAwayWhoWaitAndAllWhoComeAfter() throws InterruptedException {
        Place inside = admission.enter(false).join();
        admission.enter(false).join().close();
        admission.enter(false);
        CompletableFuture<Place> waiting = admission.enter(false);

        admission.close();

        assertThat(waiting).isCompletedExceptionally();
        assertThat(admission.enter(false)).isCompletedExceptionally();
        assertThat(admission.enter(true)).isCompletedExceptionally();
        assertThat(admission.awaitIdle(Duration.ZERO)).isFalse();
        inside.close();
    }

    @Test
    void aThousandWhoWaitAreServedWithoutDeepCalls() {
        List<Integer> served = new ArrayList<>();
        Place first = admission.enter(false).join();
        Place second = admission.enter(false).join();
        IntStream.range(0, 1000).forEach(number -> admission.enter(false).thenAcceptAsync(place -> {
            synchronized (served) {
                served.add(number);
            }
            place.close();
        }));

        first.close();
        second.close();

        org.awaitility.Awaitility.await().until(() -> admission.awaitIdle(Duration.ofMillis(10)));
        assertThat(served).hasSize(1000);
    }

    @Test
    void thereIsAtLeastOnePlace() {
        assertThatThrownBy(() -> new Admission(0)).hasMessageContaining("maxConcurrentRequests");
    }
}

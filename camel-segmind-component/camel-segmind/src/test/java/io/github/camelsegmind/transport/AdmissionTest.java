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
        Place one = admission.enter(0).join();
        Place two = admission.enter(0).join();
        CompletableFuture<Place> third = admission.enter(0);
        CompletableFuture<Place> fourth = admission.enter(0);

        assertThat(third).isNotDone();
        one.close();
        assertThat(third).isCompleted();
        assertThat(fourth).isNotDone();
        two.close();
        assertThat(fourth).isCompleted();
    }

    @Test
    void aPlaceGivenBackTwiceIsOnePlace() {
        Place one = admission.enter(0).join();
        admission.enter(0).join();
        CompletableFuture<Place> third = admission.enter(0);
        CompletableFuture<Place> fourth = admission.enter(0);

        one.close();
        one.close();

        assertThat(third).isCompleted();
        assertThat(fourth).isNotDone();
    }

    @Test
    void answersThatWaitForAThreadKeepOthersOut() {
        admission.enter(0).join().answered();
        admission.enter(0).join().answered();

        assertThat(admission.enter(0)).isNotDone();
    }

    @Test
    void aCallFromWithinARouteFindsAPlaceAlthoughAllAnswersOutsideWait() {
        admission.enter(0).join().answered();
        admission.enter(0).join().answered();

        assertThat(admission.enter(1)).isCompleted();
    }

    @Test
    void callsInFlightAreBoundedWhateverTheirDepth() {
        admission.enter(0).join();
        admission.enter(1).join();

        assertThat(admission.enter(2)).isNotDone();
    }

    @Test
    void closingSendsThoseAwayWhoWaitAndAllWhoComeAfter() throws InterruptedException {
        Place inside = admission.enter(0).join();
        admission.enter(0).join().close();
        admission.enter(0);
        CompletableFuture<Place> waiting = admission.enter(0);

        admission.close();

        assertThat(waiting).isCompletedExceptionally();
        assertThat(admission.enter(0)).isCompletedExceptionally();
        assertThat(admission.enter(3)).isCompletedExceptionally();
        assertThat(admission.awaitIdle(Duration.ZERO)).isFalse();
        inside.close();
    }

    @Test
    void aThousandWhoWaitAreServedWithoutDeepCalls() {
        List<Integer> served = new ArrayList<>();
        Place first = admission.enter(0).join();
        Place second = admission.enter(0).join();
        IntStream.range(0, 1000).forEach(number -> admission.enter(0).thenAcceptAsync(place -> {
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

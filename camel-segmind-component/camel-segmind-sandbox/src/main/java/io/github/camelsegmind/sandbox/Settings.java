// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import io.github.camelsegmind.sandbox.picture.PictureRenderer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What a sandbox was built with, and what it returns to. */
record Settings(
        int port,
        String apiKey,
        BigDecimal credits,
        Duration latency,
        boolean anyModel,
        BigDecimal unknownModelPrice,
        int badRangeStatus,
        long maxRequestSize,
        boolean keepBodies,
        PictureRenderer renderer,
        LongSupplier seeds,
        Clock clock,
        Consumer<ReceivedCall> listener) {}

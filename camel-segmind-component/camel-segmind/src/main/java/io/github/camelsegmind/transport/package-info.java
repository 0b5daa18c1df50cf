// SPDX-License-Identifier: Apache-2.0
/**
 * From a request to a response or a {@link io.github.camelsegmind.SegmindException}: HTTP, and its decorators for
 * repeats, rate limits and money.
 *
 * <p>Every part is a {@link io.github.camelsegmind.transport.SegmindTransport}, so each can be left out. Nothing here
 * knows exchanges or models, blocks a thread, or waits without a bound.
 */
package io.github.camelsegmind.transport;

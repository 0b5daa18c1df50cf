// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;

/** Has the last word on how the HTTP client is built; put one into the registry, or set it on the component. */
@FunctionalInterface
public interface SegmindHttpClientConfigurer {

    /**
     * Changes the builder. Called once for each client, before the first call. Whoever switches repeats or redirects on
     * may pay twice or send the key elsewhere.
     */
    void configure(HttpAsyncClientBuilder builder);
}

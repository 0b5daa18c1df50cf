// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import java.time.Duration;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * What a client is built from; endpoints with equal settings share one client.
 *
 * @param connectTimeout the limit for a connection, TLS included
 * @param proxyHost an HTTP proxy, null for none
 * @param proxyPort its port
 * @param tls TLS settings, null for the JVM's
 */
public record HttpSettings(Duration connectTimeout, String proxyHost, int proxyPort, SSLContextParameters tls) {}

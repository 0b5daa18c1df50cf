// SPDX-License-Identifier: Apache-2.0
/**
 * From an exchange to a request, and from a response to the exchange.
 *
 * <p>The one place for precedence, for what a body means, and for media types. No HTTP, no threads.
 */
package io.github.camelsegmind.message;

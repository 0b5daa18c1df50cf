// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP/1.1 on loopback, byte by byte: one selector thread that reads whole requests and writes answers, whole or broken
 * off. It knows nothing of models, prices or pictures, and nothing outside this module may use it.
 *
 * <p>Why not the JDK's own server: it reads a request on a thread of its pool, so a thousand slow uploads need a thousand
 * threads, and it cannot reset a connection, break off in the middle of an answer or tell how many connections there are.
 */
package io.github.camelsegmind.sandbox.wire;

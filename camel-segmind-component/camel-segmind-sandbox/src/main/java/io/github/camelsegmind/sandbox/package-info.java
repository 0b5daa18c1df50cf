// SPDX-License-Identifier: Apache-2.0
/**
 * Segmind offline: a server on loopback that checks, answers, fails and charges like the service, as far as the service
 * describes itself in public. It knows the models from {@code META-INF/segmind/models/*.json} on the class path and
 * reads those files with its own eyes: it shares no code with the component, so that one mistake cannot hide in both.
 *
 * <p>{@link io.github.camelsegmind.sandbox.SegmindSandbox} is the way in for code,
 * {@link io.github.camelsegmind.sandbox.SegmindSandboxExtension} for JUnit 5 and
 * {@link io.github.camelsegmind.sandbox.Main} for a terminal.
 *
 * <p>The public types of this package and of {@code picture} are the API; {@code wire} is internal.
 */
package io.github.camelsegmind.sandbox;

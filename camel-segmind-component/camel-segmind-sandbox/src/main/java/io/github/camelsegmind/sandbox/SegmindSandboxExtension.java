// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One sandbox for a test class, reset after each test. Either declared, with a {@link SegmindSandbox} parameter wherever
 * it is needed, or as a static field that can be configured and asked:
 *
 * <pre>{@code
 * @ExtendWith(SegmindSandboxExtension.class)
 * class MyTest {
 *     @Test void works(SegmindSandbox sandbox) { ... }
 * }
 *
 * class MyOtherTest {
 *     @RegisterExtension
 *     static final SegmindSandboxExtension SEGMIND = SegmindSandboxExtension.create();
 *
 *     @Test void works() { ... SEGMIND.sandbox() ... }
 * }
 * }</pre>
 *
 * <p>A reset is for tests that run one after the other: those of one class must not run concurrently.
 */
public final class SegmindSandboxExtension
        implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private final SegmindSandbox.Builder builder;
    private SegmindSandbox sandbox;
    private int users;

    /** For {@code @ExtendWith}; see {@link #create()}. */
    public SegmindSandboxExtension() {
        this(SegmindSandbox.builder());
    }

    private SegmindSandboxExtension(SegmindSandbox.Builder builder) {
        this.builder = builder;
    }

    /** With the defaults. */
    public static SegmindSandboxExtension create() {
        return new SegmindSandboxExtension();
    }

    /** With settings of one's own. */
    public static SegmindSandboxExtension create(SegmindSandbox.Builder builder) {
        return new SegmindSandboxExtension(builder);
    }

    /** The sandbox; started with the first use, so that a static initializer may ask for its address. */
    public synchronized SegmindSandbox sandbox() {
        if (sandbox == null) {
            sandbox = builder.start();
        }
        return sandbox;
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        // A nested class begins and ends within its outer class, and shares its sandbox.
        users++;
        sandbox();
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) {
        if (users > 0) {
            sandbox().reset();
        } else {
            // Registered by an instance of a test: nothing ends later than its test.
            close();
        }
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        users--;
        if (users == 0) {
            close();
        }
    }

    private void close() {
        if (sandbox != null) {
            sandbox.close();
            sandbox = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SegmindSandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return sandbox();
    }
}

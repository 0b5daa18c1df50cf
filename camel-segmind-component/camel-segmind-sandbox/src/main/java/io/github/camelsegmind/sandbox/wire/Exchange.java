// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.wire;

/** One request and the place for its answer. */
public final class Exchange {

    private final Request request;
    private final Connection connection;
    private Object attachment;
    private boolean released;

    Exchange(Request request, Connection connection) {
        this.request = request;
        this.connection = connection;
    }

    public Request request() {
        return request;
    }

    /** Answers, from any thread, once. Does nothing when the client is gone. */
    public void answer(Delivery delivery) {
        connection.answer(this, delivery);
    }

    /** Something that the service wants to find again in {@link Service#released}. */
    public void attach(Object value) {
        attachment = value;
    }

    public Object attachment() {
        return attachment;
    }

    /** True the first time only. */
    boolean release() {
        boolean first = !released;
        released = true;
        return first;
    }
}

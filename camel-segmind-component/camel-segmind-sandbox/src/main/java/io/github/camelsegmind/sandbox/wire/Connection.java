// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/** One client's connection: a request, its answer, the next request. Lives on the selector thread alone. */
final class Connection {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** How long a closed connection may go on sending, so that the client can still read what we said. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    /** What was sent has to be read before a reset wipes it out. */
    private static final Duration BEFORE_RESET = Duration.ofMillis(20);

    /** What a client may send ahead before it is made to wait for its answer. */
    private static final int MAX_AHEAD = 64 * 1024;

    /** An answer's rest of this size goes out in one write as a rule: the call counts as over when it begins. */
    private static final int LAST_WRITE = 128 * 1024;

    private final LoopbackServer server;
    private final SocketChannel channel;
    private final SelectionKey key;
    private RequestParser parser;
    private final ByteArrayOutputStream ahead = new ByteArrayOutputStream(0);
    private Exchange exchange;
    private Delivery delivery;
    private ByteBuffer head;
    private ByteBuffer body;
    private boolean discarding;

    Connection(LoopbackServer server, SocketChannel channel, SelectionKey key) {
        this.server = server;
        this.channel = channel;
        this.key = key;
        this.parser = server.newParser();
    }

    boolean holds(Predicate<Exchange> condition) {
        return exchange != null && condition.test(exchange);
    }

    void ready() {
        try {
            if (key.isValid() && key.isReadable()) {
                read();
            }
            if (key.isValid() && key.isWritable()) {
                write();
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // The trouble of one connection must not be that of all others.
            close();
        }
    }

    /** From any thread. */
    void answer(Exchange answered, Delivery answer) {
        server.execute(() -> {
            if (exchange == answered && delivery == null) {
                send(answer);
            }
        });
    }

    private void read() throws IOException {
        ByteBuffer in = server.readBuffer();
        int count = channel.read(in);
        if (count < 0) {
            // No client of ours half-closes: the end of its stream means that it no longer waits.
            close();
        } else if (!discarding) {
            consume(in.flip());
        }
    }

    private void consume(ByteBuffer in) throws IOException {
        if (exchange == null) {
            try {
                boolean whole = parser.feed(in);
                if (parser.takeContinueWanted()) {
                    channel.write(ByteBuffer.wrap(CONTINUE));
                }
                if (whole) {
                    exchange = new Exchange(parser.request(), this);
                    server.service().arrived(exchange);
                }
            } catch (Unreadable e) {
                send(Delivery.refusal(e));
                return;
            }
        }
        if (in.hasRemaining()) {
            ahead.write(in.array(), in.arrayOffset() + in.position(), in.remaining());
        }
        key.interestOps(ahead.size() > MAX_AHEAD ? 0 : SelectionKey.OP_READ);
    }

    private void send(Delivery answer) {
        delivery = answer;
        head = ByteBuffer.wrap(answer.head());
        body = ByteBuffer.wrap(answer.body());
        if (answer.perTick() > 0) {
            body.limit(0);
        }
        try {
            write();
        } catch (IOException e) {
            close();
        }
    }

    private void write() throws IOException {
        int total = delivery.body().length;
        boolean last = body.limit() == total && head.remaining() + body.remaining() <= LAST_WRITE;
        if (last && delivery.ending() != Ending.STALL) {
            release();
        }
        ByteBuffer[] rest = {head, body};
        while (head.hasRemaining() || body.hasRemaining()) {
            if (channel.write(rest) == 0) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
        }
        key.interestOps(SelectionKey.OP_READ);
        if (body.limit() < total) {
            Delivery current = delivery;
            server.after(delivery.tick(), () -> drip(current));
        } else {
            finish();
        }
    }

    private void drip(Delivery current) {
        if (delivery != current || !channel.isOpen()) {
            return;
        }
        body.limit(Math.min(body.limit() + current.perTick(), current.body().length));
        try {
            write();
        } catch (IOException e) {
            close();
        }
    }

    private void finish() throws IOException {
        switch (delivery.ending()) {
            case KEEP -> {
                if (parser.keepAlive()) {
                    next();
                } else {
                    hangUp();
                }
            }
            case CLOSE -> hangUp();
            case RESET -> {
                if (delivery.head().length == 0) {
                    reset();
                } else {
                    server.after(BEFORE_RESET, this::reset);
                }
            }
            case STALL -> {
                // The exchange stays in flight until the client leaves or the server is closed.
            }
        }
    }

    private void next() throws IOException {
        release();
        exchange = null;
        delivery = null;
        body = null;
        parser = server.newParser();
        if (ahead.size() > 0) {
            ByteBuffer in = ByteBuffer.wrap(ahead.toByteArray());
            ahead.reset();
            consume(in);
        }
    }

    private void hangUp() throws IOException {
        release();
        discarding = true;
        channel.shutdownOutput();
        server.after(LINGER, this::close);
    }

    private void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // The client was quicker.
        }
        close();
    }

    void close() {
        release();
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // Closed is all it has to be.
        }
    }

    private void release() {
        if (exchange != null && exchange.release()) {
            server.service().released(exchange);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The selector thread: accepts, reads, writes and keeps the time, for any number of connections. A request that waits
 * costs a socket and no thread. Bound to 127.0.0.1.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 4096;
    private static final int READ_BUFFER = 256 * 1024;

    private record Timed(long due, Runnable task) {}

    private final Service service;
    private final long maxBody;
    private final Selector selector;
    private final ServerSocketChannel acceptor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timed> timers = new PriorityQueue<>(Comparator.comparingLong(Timed::due));
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BUFFER);
    private final int port;
    private final Thread thread;
    private volatile boolean closed;

    /** Listens at once; port 0 picks a free one. */
    public LoopbackServer(int port, long maxBody, Service service) {
        this.service = service;
        this.maxBody = maxBody;
        try {
            selector = Selector.open();
            acceptor = ServerSocketChannel.open();
            acceptor.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            acceptor.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
            acceptor.configureBlocking(false);
            acceptor.register(selector, SelectionKey.OP_ACCEPT);
            this.port = ((InetSocketAddress) acceptor.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on 127.0.0.1:" + port, e);
        }
        thread = new Thread(this::run, "segmind-sandbox-" + this.port);
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return port;
    }

    /** Runs a task on the selector thread, from any thread. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Runs a task on the selector thread later, from any thread. */
    public void after(Duration delay, Runnable task) {
        Timed timed = new Timed(System.nanoTime() + delay.toNanos(), task);
        if (Thread.currentThread() == thread) {
            timers.add(timed);
        } else {
            execute(() -> timers.add(timed));
        }
    }

    /** Closes the connections whose request is such a one, as a server that restarts would. */
    public void drop(Predicate<Exchange> condition) {
        execute(() -> closeAll(connection -> connection.holds(condition)));
    }

    /** Closes every connection and ends the thread. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        if (Thread.currentThread() != thread) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Service service() {
        return service;
    }

    RequestParser newParser() {
        return new RequestParser(maxBody);
    }

    ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    private void run() {
        try (selector;
                acceptor) {
            while (!closed) {
                selector.select(this::ready, untilNextTimer());
                runDue();
            }
            closeAll(connection -> true);
            selector.selectNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            connection.ready();
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = acceptor.accept(); channel != null; channel = acceptor.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new Connection(this, channel, key));
                service.connected();
            }
        } catch (IOException e) {
            // One connection that failed while it was being accepted must not end the server.
        }
    }

    private void runDue() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        while (!timers.isEmpty() && timers.peek().due() - System.nanoTime() <= 0) {
            timers.poll().task().run();
        }
    }

    /** Milliseconds, rounded up; 0 waits without limit. */
    private long untilNextTimer() {
        if (timers.isEmpty()) {
            return 0;
        }
        long nanos = timers.peek().due() - System.nanoTime();
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
    }

    private void closeAll(Predicate<Connection> condition) {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection && condition.test(connection)) {
                connection.close();
            }
        }
    }
}

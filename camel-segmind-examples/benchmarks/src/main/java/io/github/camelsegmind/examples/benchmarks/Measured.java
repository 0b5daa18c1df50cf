// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.examples.benchmarks;

/** The process that is measured: one peer, one work, as many turns as lines come in. */
public final class Measured {

    private Order started;
    private Peer peer;
    private Object picture;

    private Measured() {}

    public static void main(String[] args) throws Exception {
        Measured measured = new Measured();
        Json.serve(Order.class, measured::turn);
        // Peers that leave threads behind must not keep the process.
        System.exit(0);
    }

    private Measure turn(Order order) throws Exception {
        return switch (order.work()) {
            case "calls" -> calls(order);
            case "folder" -> FolderWork.run(order);
            case "stop" -> StopWork.run(order);
            case "slow" -> StepWork.runSlow(order);
            case "loop" -> StepWork.runLoop(order);
            case "nested" -> StepWork.runNested(order);
            case "first" -> FirstWork.run(order);
            default -> throw new IllegalArgumentException("no work is called " + order.work());
        };
    }

    /** The peer stays, and stays warm, for as long as the orders are for the same one. */
    private Measure calls(Order order) throws Exception {
        Order wanted = order.calls(0, 0);
        if (!wanted.equals(started)) {
            if (peer != null) {
                peer.close();
            }
            peer = Peers.start(order);
            picture = Calls.picture(order);
            started = wanted;
        }
        return Calls.run(order, peer, picture);
    }
}

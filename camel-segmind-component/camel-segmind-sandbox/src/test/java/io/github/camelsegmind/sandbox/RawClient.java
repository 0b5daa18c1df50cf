// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A bare socket, for what an HTTP client hides. */
final class RawClient implements AutoCloseable {

    private final SegmindSandbox sandbox;
    private final Socket socket;

    RawClient(SegmindSandbox sandbox) throws IOException {
        this.sandbox = sandbox;
        this.socket = new Socket("127.0.0.1", URI.create(sandbox.baseUrl()).getPort());
        socket.setSoTimeout(10_000);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** A whole request for ssd-canny. */
    RawClient generate() throws IOException {
        String body = Client.canny().toString();
        return send(head("Content-Length: " + body.length()) + body);
    }

    String head(String more) {
        return "POST /v1/ssd-canny HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + sandbox.apiKey()
                + "\r\nContent-Type: application/json\r\n" + more + "\r\n\r\n";
    }

    /** Everything until the end of the connection; a reset is an exception. */
    byte[] readAll() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    /** Status line and headers. */
    String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The connection ended in the head: " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    byte[] read(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** One whole answer with a length. */
    String readAnswer() throws IOException {
        String head = readHead();
        int length = Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
        read(length);
        return head;
    }

    void silenceAfter(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.transport;

import io.github.camelsegmind.SegmindContentException;
import io.github.camelsegmind.SegmindException;
import io.github.camelsegmind.SegmindException.Failure;
import io.github.camelsegmind.SegmindTimeoutException;
import io.github.camelsegmind.SegmindUnavailableException;
import io.github.camelsegmind.SegmindValidationException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.RequestNotExecutedException;

/**
 * A call that ended without a whole answer; tells whether the service may have run it.
 *
 * @param sent whether the first bytes of the payload had gone
 * @param status of an answer that had begun, 0 for none
 * @param requestId the service's, null when it gave none
 * @param received how many bytes of the answer had come
 */
record BrokenCall(SegmindRequest request, boolean sent, int status, String requestId, long received) {

    SegmindException because(Exception cause) {
        String call = "Segmind call to " + request.model();
        Failure failure = new Failure(request.model(), status, requestId, null, request.attempt());
        if (cause instanceof PayloadProducer.Unreadable) {
            return new SegmindValidationException(
                    call + " was given up while it was sent, because the picture could not be read: "
                            + cause.getCause().getMessage() + ". Nothing was charged.",
                    failure,
                    cause);
        }
        if (!sent || cause instanceof RequestNotExecutedException) {
            return new SegmindUnavailableException(
                    call + (request.payload() == null ? " got no answer" : " was not sent") + ", because "
                            + request.uri().getAuthority() + " could not be reached (" + reason(cause)
                            + "). Nothing was charged. Check baseUrl, proxy and network; it is safe to repeat.",
                    failure,
                    true,
                    cause);
        }
        String unusable = unusable(cause);
        if (unusable != null) {
            return new SegmindContentException(
                    call + " succeeded, but " + unusable + " It was charged; look for the result in the console"
                            + inBrackets(requestId) + ".",
                    failure,
                    cause);
        }
        return new SegmindTimeoutException(
                call + " was sent, but no whole answer came (" + reason(cause) + "). The service may have run and"
                        + " charged it, so it is not repeated. Look in the console" + inBrackets(requestId)
                        + " before you repeat it, or raise timeout.",
                failure,
                cause);
    }

    /** What is wrong with an answer that had begun well; null when that is not the reason. */
    private String unusable(Exception cause) {
        if (cause instanceof ByteSpool.TooLarge) {
            return "its answer is larger than maxResponseSize ("
                    + request.answer().maxSize() + " bytes) and was refused. Raise maxResponseSize.";
        } else if (cause instanceof ByteSpool.NoMemory) {
            return "there is no memory for its answer. Use outputType=stream, lower maxConcurrentRequests, or give the"
                    + " JVM more heap.";
        } else if (cause instanceof ByteSpool.NotStored) {
            return "its answer could not be stored in the temporary folder (" + reason(cause)
                    + "). Make room on the disk.";
        } else if (status > 0
                && (cause instanceof ConnectionClosedException || cause instanceof MalformedChunkCodingException)) {
            return "its answer was cut off after " + received + " bytes (" + reason(cause) + ").";
        } else {
            return null;
        }
    }

    private static String inBrackets(String requestId) {
        return requestId == null ? "" : " (request " + requestId + ")";
    }

    private static String reason(Exception cause) {
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The options of an endpoint; the component holds one as the defaults of its endpoints. */
@UriParams
@Configurer
public class SegmindConfiguration implements Cloneable {

    @UriParam(label = "security", secret = true)
    private String apiKey;

    @UriParam(defaultValue = "https://api.segmind.com")
    private String baseUrl = "https://api.segmind.com";

    @UriParam(label = "producer", defaultValue = "generate")
    private SegmindOperation operation = SegmindOperation.generate;

    @UriParam(label = "producer", defaultValue = "sync")
    private SegmindExecution execution = SegmindExecution.sync;

    @UriParam(label = "producer", defaultValue = "fail")
    private SegmindValidation validation = SegmindValidation.fail;

    @UriParam(label = "producer")
    private String imageParameter;

    @UriParam(label = "producer", defaultValue = "base64")
    private SegmindImageEncoding imageEncoding = SegmindImageEncoding.base64;

    @UriParam(label = "producer", defaultValue = "bytes")
    private SegmindOutputType outputType = SegmindOutputType.bytes;

    @UriParam(label = "producer", defaultValue = "10s", javaType = "java.time.Duration")
    private long connectTimeout = 10_000;

    @UriParam(label = "producer", defaultValue = "10m", javaType = "java.time.Duration")
    private long timeout = 600_000;

    @UriParam(label = "producer", defaultValue = "20")
    private int maxConcurrentRequests = 20;

    @UriParam(label = "producer", defaultValue = "64MB")
    private String maxRequestSize = "64MB";

    @UriParam(label = "producer", defaultValue = "256MB")
    private String maxResponseSize = "256MB";

    @UriParam(label = "producer", defaultValue = "3")
    private int maxRetries = 3;

    @UriParam(label = "producer", defaultValue = "1s", javaType = "java.time.Duration")
    private long retryDelay = 1_000;

    @UriParam(label = "producer")
    private String minimumCredits;

    @UriParam(label = "producer")
    private String spendingLimit;

    @UriParam(label = "producer", defaultValue = "1d", javaType = "java.time.Duration")
    private long spendingWindow = 86_400_000;

    @UriParam(label = "security", defaultValue = "false")
    private boolean allowModelHeader = false;

    @UriParam(label = "proxy")
    private String proxyHost;

    @UriParam(label = "proxy", defaultValue = "80")
    private int proxyPort = 80;

    @UriParam(label = "security")
    private SSLContextParameters sslContextParameters;

    @UriParam(label = "advanced")
    private HeaderFilterStrategy headerFilterStrategy;

    public String getApiKey() {
        return apiKey;
    }

    /**
     * The API key, sent as the header x-api-key to the configured baseUrl and nowhere else. When absent, the
     * environment variable SEGMIND_API_KEY is used; without either, the endpoint fails to start. A key with & or %
     * in a URI has to be wrapped in RAW().
     */
    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    /**
     * The origin of the service: scheme, host and port, without a path.
     */
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public SegmindOperation getOperation() {
        return operation;
    }

    /**
     * What to ask of the service: generate runs the model, credits asks for the account's balance, which is free of
     * charge.
     */
    public void setOperation(SegmindOperation operation) {
        this.operation = operation;
    }

    public SegmindExecution getExecution() {
        return execution;
    }

    /**
     * How a generation is run: sync is one call that is answered with the result.
     */
    public void setExecution(SegmindExecution execution) {
        this.execution = execution;
    }

    public SegmindValidation getValidation() {
        return validation;
    }

    /**
     * What to do with parameters that contradict the published description of a catalogued model: fail refuses
     * before anything is sent and names all findings, warn logs them and sends, off does not check.
     */
    public void setValidation(SegmindValidation validation) {
        this.validation = validation;
    }

    public String getImageParameter() {
        return imageParameter;
    }

    /**
     * The model parameter that a binary body fills. When absent, it is the one that the catalogue names for the
     * model, else image.
     */
    public void setImageParameter(String imageParameter) {
        this.imageParameter = imageParameter;
    }

    public SegmindImageEncoding getImageEncoding() {
        return imageEncoding;
    }

    /**
     * How a picture is written into the payload: base64 as raw base64 text, dataUrl as a data: URL with the
     * picture's media type.
     */
    public void setImageEncoding(SegmindImageEncoding imageEncoding) {
        this.imageEncoding = imageEncoding;
    }

    public SegmindOutputType getOutputType() {
        return outputType;
    }

    /**
     * The form of a generated artefact in the body: bytes is a byte array; stream is a re-readable stream cache, above
     * 128 KB on disk and gone with the exchange; file is a temporary file that the file producer can move instead of
     * copy, gone with the exchange.
     */
    public void setOutputType(SegmindOutputType outputType) {
        this.outputType = outputType;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /**
     * The longest time to establish a connection, TLS included (milliseconds, or text such as 10s). A call that runs
     * into it was not sent.
     */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getTimeout() {
        return timeout;
    }

    /**
     * The longest time for the whole call, repeats and the answer's body included, counted from when the call is
     * admitted (milliseconds, or text such as 10m). Within it, an answer that has begun may not be silent for more
     * than a minute. A call that runs into it after it was sent may have been charged.
     */
    public void setTimeout(long timeout) {
        this.timeout = timeout;
    }

    public int getMaxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    /**
     * The most calls in flight at once for the whole component. Further exchanges wait, first come first served,
     * without a thread and before their picture is read. An endpoint that sets another value than its component has
     * a bound of its own.
     */
    public void setMaxConcurrentRequests(int maxConcurrentRequests) {
        this.maxConcurrentRequests = maxConcurrentRequests;
    }

    public String getMaxRequestSize() {
        return maxRequestSize;
    }

    /**
     * The largest payload to send, pictures in their encoded form included (bytes, or text such as 64MB). A larger
     * one is refused while it is read, and nothing is sent.
     */
    public void setMaxRequestSize(String maxRequestSize) {
        this.maxRequestSize = maxRequestSize;
    }

    public String getMaxResponseSize() {
        return maxResponseSize;
    }

    /**
     * The largest answer to take (bytes, or text such as 256MB). A larger one is refused while it arrives.
     */
    public void setMaxResponseSize(String maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    /**
     * How often a call is repeated that is known not to have run: not sent, 429, 502 or 503. Never anything else,
     * since the service has no protection against paying twice. 0 repeats nothing.
     */
    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    /**
     * The wait before the first repeat (milliseconds, or text such as 1s). It doubles with each repeat, with jitter,
     * up to 30 s; after a 429 the reset time that the service gave is used instead.
     */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public String getMinimumCredits() {
        return minimumCredits;
    }

    /**
     * Refuse a generation before it is sent when the balance last reported for the key is below this many credits.
     * When absent, or while no balance is known, nothing is refused; operation=credits brings the balance up to
     * date.
     */
    public void setMinimumCredits(String minimumCredits) {
        this.minimumCredits = minimumCredits;
    }

    public String getSpendingLimit() {
        return spendingLimit;
    }

    /**
     * Refuse a generation before it is sent once the costs that the service reported for the key within the
     * spendingWindow reach this many credits: what a runaway route can cost, but for the calls already in flight.
     * When absent, nothing is refused.
     */
    public void setSpendingLimit(String spendingLimit) {
        this.spendingLimit = spendingLimit;
    }

    public long getSpendingWindow() {
        return spendingWindow;
    }

    /**
     * The time over which the spendingLimit counts costs (milliseconds, or text such as 1d). Costs are remembered
     * while the component lives.
     */
    public void setSpendingWindow(long spendingWindow) {
        this.spendingWindow = spendingWindow;
    }

    public boolean isAllowModelHeader() {
        return allowModelHeader;
    }

    /**
     * Whether the header CamelSegmindModel replaces the model of the URI. Off by default, because the model decides
     * the price.
     */
    public void setAllowModelHeader(boolean allowModelHeader) {
        this.allowModelHeader = allowModelHeader;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    /**
     * The host of an HTTP proxy. When absent, the service is reached directly.
     */
    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public int getProxyPort() {
        return proxyPort;
    }

    /**
     * The port of the HTTP proxy; used with proxyHost only.
     */
    public void setProxyPort(int proxyPort) {
        this.proxyPort = proxyPort;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /**
     * TLS settings such as trust store and protocols. When absent, the JVM's defaults hold, or Camel's global ones
     * with useGlobalSslContextParameters on the component.
     */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return headerFilterStrategy;
    }

    /**
     * Which message headers are sent to the service as HTTP headers and which of the answer's HTTP headers are put
     * on the message. When absent, none are, except the headers that this component documents.
     */
    public void setHeaderFilterStrategy(HeaderFilterStrategy headerFilterStrategy) {
        this.headerFilterStrategy = headerFilterStrategy;
    }

    /** A copy that an endpoint may change without its component noticing. */
    public SegmindConfiguration copy() {
        try {
            return (SegmindConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}

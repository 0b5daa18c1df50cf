// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.camelsegmind.sandbox.Answer;
import io.github.camelsegmind.sandbox.ReceivedCall;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS, proxies and the hook for the client, as a user of camel-http configures them. */
@Timeout(20)
class SegmindConnectionTest extends SegmindTestSupport {

    private static final byte[] PICTURE = picture();

    @TempDir
    static Path folder;

    private static HttpsServer tlsServer;
    private static Path trustStore;

    @BeforeAll
    static void serveWithACertificateThatNobodyKnows() throws Exception {
        trustStore = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        trustStore.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(keytool.getInputStream().readAllBytes())).doesNotContain("error");
        assertThat(keytool.waitFor()).isZero();

        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(trustStore)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        tlsServer = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tlsServer.setHttpsConfigurator(new HttpsConfigurator(tls));
        tlsServer.createContext("/v1/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "image/png");
            exchange.sendResponseHeaders(200, PICTURE.length);
            exchange.getResponseBody().write(PICTURE);
            exchange.close();
        });
        tlsServer.start();
    }

    @AfterAll
    static void stopServing() {
        tlsServer.stop(0);
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + trustStore);
        store.setPassword("changeit");
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trust);
        context.getRegistry().bind("tls", tls);
        return context;
    }

    private static String tlsUri() {
        return "segmind:some-model?maxRetries=0&baseUrl=https://127.0.0.1:"
                + tlsServer.getAddress().getPort();
    }

    @Test
    void anUnknownCertificateIsRefusedAndNothingWasSent() {
        assertThat(call(tlsUri(), "a castle").getException())
                .isExactlyInstanceOf(SegmindUnavailableException.class)
                .hasMessageContaining("was not sent");
    }

    @Test
    void aCertificateThatTheEndpointTrustsIsAccepted() {
        Exchange answer = call(tlsUri() + "&sslContextParameters=#tls", "a castle");

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody(byte[].class)).isEqualTo(PICTURE);
    }

    @Test
    void camelsGlobalTlsSettingsAreUsedWhenAskedFor() {
        context.setSSLContextParameters(context.getRegistry().lookupByNameAndType("tls", SSLContextParameters.class));
        context.getComponent("segmind", SegmindComponent.class).setUseGlobalSslContextParameters(true);

        assertThat(call(tlsUri(), "a castle").getException()).isNull();
    }

    @Test
    void aProxyIsAskedInsteadOfTheService() {
        URI proxy = URI.create(sandbox().baseUrl());

        call(
                "segmind:some-model?baseUrl=http://segmind.invalid&proxyHost=" + proxy.getHost() + "&proxyPort="
                        + proxy.getPort(),
                "a castle");

        assertThat(sandbox().requests())
                .singleElement()
                .extracting(ReceivedCall::path)
                .as("a proxy is given the whole address")
                .isEqualTo("http://segmind.invalid/v1/some-model");
    }

    @Test
    void aConfigurerHasTheLastWordOnTheClient() {
        AtomicReference<Object> seen = new AtomicReference<>();
        context.getComponent("segmind", SegmindComponent.class)
                .setHttpClientConfigurer(builder -> seen.set(builder.setUserAgent("a user of ours")));
        sandbox().always(Answer.ok("image/png", PICTURE));

        call("segmind:some-model", "a castle");

        assertThat(seen).doesNotHaveNullValue();
        assertThat(received().headers()).containsEntry("user-agent", "a user of ours");
    }

    @Test
    void onlyWhatIsNeededIsSent() {
        sandbox().always(Answer.ok("image/png", PICTURE));

        call("segmind:some-model", exchange -> {
            exchange.getMessage().setBody("a castle");
            exchange.getMessage().setHeader("Authorization", "Bearer of something else");
            exchange.getMessage().setHeader("traceparent", "00-1-2-01");
        });

        assertThat(List.copyOf(received().headers().keySet()))
                .containsExactlyInAnyOrder(
                        "x-api-key", "host", "content-type", "content-length", "user-agent", "connection");
    }
}

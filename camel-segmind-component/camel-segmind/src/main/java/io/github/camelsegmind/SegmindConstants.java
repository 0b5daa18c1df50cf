// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import org.apache.camel.spi.Metadata;

/** The names of the message headers that the component reads and writes; this is the only place that spells them. */
public final class SegmindConstants {

    @Metadata(
            label = "producer",
            description = "In: the model to call instead of the one in the URI, read only with allowModelHeader=true."
                    + " Out: the model that was called.",
            javaType = "String")
    public static final String MODEL = "CamelSegmindModel";

    @Metadata(
            label = "producer",
            description = "In: model parameters by name. They beat the URI's parameters and the body; Java types are"
                    + " kept. Removed when the call succeeds.",
            javaType = "java.util.Map<String, Object>")
    public static final String PARAMETERS = "CamelSegmindParameters";

    @Metadata(
            label = "producer",
            description = "In: prefix of headers that hold one model parameter each, such as"
                    + " CamelSegmindParameter.guidance. They beat CamelSegmindParameters. Removed when the call"
                    + " succeeds.",
            javaType = "Object")
    public static final String PARAMETER_PREFIX = "CamelSegmindParameter.";

    @Metadata(
            label = "producer",
            description = "In: the prompt; beats a text body. Removed when the call succeeds.",
            javaType = "String")
    public static final String PROMPT = "CamelSegmindPrompt";

    @Metadata(
            label = "producer",
            description = "In: what the picture must not show. Removed when the call succeeds.",
            javaType = "String")
    public static final String NEGATIVE_PROMPT = "CamelSegmindNegativePrompt";

    @Metadata(
            label = "producer",
            description = "In: the seed to use, 64 bits. Removed when the call succeeds.",
            javaType = "Long")
    public static final String SEED = "CamelSegmindSeed";

    @Metadata(
            label = "producer",
            description =
                    "In: the input picture (a byte array, InputStream, File, Path, ByteBuffer or a file message), or"
                            + " text that is passed through: a URL, a data URL or base64. Beats the body. Removed when the call"
                            + " succeeds.",
            javaType = "Object")
    public static final String IMAGE = "CamelSegmindImage";

    @Metadata(
            label = "producer",
            description =
                    "In: the mask picture, in the same forms as CamelSegmindImage. Removed when the call succeeds.",
            javaType = "Object")
    public static final String MASK = "CamelSegmindMask";

    @Metadata(
            label = "producer",
            description = "Out: the credits left in the account (1 credit = 1 US dollar); absent when the service did"
                    + " not say.",
            javaType = "java.math.BigDecimal")
    public static final String REMAINING_CREDITS = "CamelSegmindRemainingCredits";

    @Metadata(
            label = "producer",
            description = "Out: what the call cost, in credits; absent when the service did not say.",
            javaType = "java.math.BigDecimal")
    public static final String COST = "CamelSegmindCost";

    @Metadata(
            label = "producer",
            description = "Out: the service's id of the request; absent when the service did not say.",
            javaType = "String")
    public static final String REQUEST_ID = "CamelSegmindRequestId";

    @Metadata(
            label = "producer",
            description = "Out: how long the model worked; absent when the service did not say.",
            javaType = "java.time.Duration")
    public static final String GENERATION_TIME = "CamelSegmindGenerationTime";

    @Metadata(
            label = "producer",
            description = "Out: the seed that was used; absent when the model does not report one.",
            javaType = "Long")
    public static final String SEED_USED = "CamelSegmindSeedUsed";

    @Metadata(
            label = "producer",
            description = "Out: how many artefacts the body holds; absent when the answer was other JSON.",
            javaType = "Integer")
    public static final String RESULT_COUNT = "CamelSegmindResultCount";

    @Metadata(
            label = "producer",
            description = "Out: the file extension that fits the artefact (of several, the first), without a dot: jpg,"
                    + " png, webp, mp4, …; bin when unknown; absent when the answer was other JSON.",
            javaType = "String")
    public static final String FILE_EXTENSION = "CamelSegmindFileExtension";

    @Metadata(
            label = "producer",
            description = "In: application/json makes any body the parameters. Out: the media type of the body.",
            javaType = "String")
    public static final String CONTENT_TYPE = "Content-Type";

    @Metadata(label = "producer", description = "Out: the HTTP status of the answer.", javaType = "Integer")
    public static final String HTTP_RESPONSE_CODE = "CamelHttpResponseCode";

    @Metadata(
            label = "producer",
            description = "Out, on a 429 only: milliseconds until the rate limit resets, at most 5 minutes, so that an"
                    + " ordinary onException(...).maximumRedeliveries(n) waits as long as the service asked.",
            javaType = "Long")
    public static final String REDELIVERY_DELAY = "CamelRedeliveryDelay";

    private SegmindConstants() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelsegmind.sandbox.wire.Request;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request has to pass, in the service's order. Values are looked at up front only where the model declares a
 * complete list; any other bad value reaches the model and surfaces as a 500. Unknown names are ignored.
 */
final class Checks {

    static final String RATE_LIMIT_RESET = "x-rate-limit-reset-at-utc";
    static final String REQUEST_ID = "x-request-id";

    private final Settings settings;

    Checks(Settings settings) {
        this.settings = settings;
    }

    /** A request that passed; its price is reserved. */
    record Admitted(Model model, JsonNode parameters, BigDecimal price) {}

    Admitted admit(Request request, Session session) throws Refusal {
        requirePost(request);
        requireKey(request);
        Model model = requireModel(request, session);
        requireJsonType(request);
        JsonNode parameters = requireParameters(request, model);
        requireListedValues(model, parameters);
        requireTypeAndRange(model, parameters);
        BigDecimal price = model.price(settings.unknownModelPrice());
        requireMoneyAndRate(price, session);
        return new Admitted(model, parameters, price);
    }

    void requireKey(Request request) throws Refusal {
        String key = request.headers().get("x-api-key");
        if (key == null) {
            throw new Refusal(Reply.missingKey());
        }
        if (!key.equals(settings.apiKey())) {
            throw new Refusal(Reply.rejectedKey());
        }
    }

    private static void requirePost(Request request) throws Refusal {
        if (!request.method().equals("POST")) {
            throw new Refusal(Reply.methodNotAllowed());
        }
    }

    private Model requireModel(Request request, Session session) throws Refusal {
        String slug = Desk.modelOf(request.path());
        Optional<Model> model = Model.find(slug);
        if (model.isEmpty() && settings.anyModel()) {
            model = Model.unknown(slug);
        }
        if (model.isEmpty()) {
            throw new Refusal(404, slug.isEmpty() ? "Not found: " + request.path() : "Model not found: " + slug);
        }
        if (session.retired.contains(slug)) {
            throw new Refusal(410, "Model " + slug + " has been retired");
        }
        return model.get();
    }

    private static void requireJsonType(Request request) throws Refusal {
        String type = request.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            throw new Refusal(400, "This sandbox reads application/json only");
        }
        if (!type.split(";")[0].strip().equals(Reply.JSON)) {
            throw new Refusal(406, NotAcceptable.CONTENT_TYPE.text());
        }
    }

    private static JsonNode requireParameters(Request request, Model model) throws Refusal {
        JsonNode parameters = Json.parse(request.body());
        if (!parameters.isObject()) {
            throw new Refusal(400, "The request body is not a JSON object");
        }
        for (String name : model.required()) {
            if (!parameters.hasNonNull(name)) {
                throw new Refusal(400, "Missing required field: " + name);
            }
        }
        return parameters;
    }

    private static void requireListedValues(Model model, JsonNode parameters) throws Refusal {
        for (var said : parameters.properties()) {
            JsonNode listed = model.parameter(said.getKey()).path("enum");
            if (listed.isArray()
                    && !model.isPublished(said.getKey(), said.getValue())
                    && !isAmong(listed, said.getValue())) {
                throw new Refusal(
                        406, "Invalid value for parameter " + said.getKey() + ": allowed values are " + listed);
            }
        }
    }

    private static boolean isAmong(JsonNode listed, JsonNode value) {
        for (JsonNode one : listed) {
            if (Model.same(one, value)) {
                return true;
            }
        }
        return false;
    }

    private void requireTypeAndRange(Model model, JsonNode parameters) throws Refusal {
        for (var said : parameters.properties()) {
            String name = said.getKey();
            JsonNode value = said.getValue();
            JsonNode declared = model.parameter(name);
            if (!value.isNull()
                    && !model.isPublished(name, value)
                    && !(hasType(declared.path("type").asText(), value) && isWithin(declared, value))) {
                throw new Refusal(settings.badRangeStatus(), "Model failed on parameter " + name);
            }
        }
    }

    private static boolean hasType(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" ->
                value.isIntegralNumber()
                        || value.isNumber()
                                && value.decimalValue().stripTrailingZeros().scale() <= 0;
            case "number" -> value.isNumber();
            // The pages themselves write 0 and 1 where they mean false and true.
            case "boolean" -> value.isBoolean() || value.isInt() && (value.intValue() | 1) == 1;
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
    }

    private static boolean isWithin(JsonNode declared, JsonNode value) {
        if (!value.isNumber()) {
            return true;
        }
        BigDecimal number = value.decimalValue();
        return (!declared.has("minimum")
                        || number.compareTo(declared.path("minimum").decimalValue()) >= 0)
                && (!declared.has("maximum")
                        || number.compareTo(declared.path("maximum").decimalValue()) <= 0);
    }

    private static void requireMoneyAndRate(BigDecimal price, Session session) throws Refusal {
        session.ledger.reserve(price);
        try {
            session.rateLimit.pass();
        } catch (Refusal e) {
            session.ledger.refund(price);
            throw e;
        }
    }
}

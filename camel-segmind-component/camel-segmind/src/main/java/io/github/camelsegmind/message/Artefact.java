// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind.message;

import io.github.camelsegmind.transport.SpooledBytes;

/** One thing that a model made: its bytes and their media type. */
record Artefact(SpooledBytes bytes, String mediaType) {}

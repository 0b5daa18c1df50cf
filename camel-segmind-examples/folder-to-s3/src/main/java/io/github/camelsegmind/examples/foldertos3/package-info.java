// SPDX-License-Identifier: Apache-2.0
/**
 * An application, not a library: a folder of pictures in, generated pictures in S3 out. The route is
 * {@code camel/folder-to-s3.camel.yaml}; the classes here choose what it talks to, and tell what it did. How a picture
 * is generated belongs to the component, never here.
 */
package io.github.camelsegmind.examples.foldertos3;

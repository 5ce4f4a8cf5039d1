/** Service identity: Ed25519 keys in a folder, tokens signed and verified with them. */
@NullMarked
package io.storyportal.kit.web.identity;

import org.jspecify.annotations.NullMarked;

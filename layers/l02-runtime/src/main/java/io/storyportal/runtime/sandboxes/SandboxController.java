package io.storyportal.runtime.sandboxes;

/** The life of agents: from spawn to termination, each move checked against one table and recorded in L01. */
@NullMarked
package io.storyportal.runtime.agents;

import org.jspecify.annotations.NullMarked;

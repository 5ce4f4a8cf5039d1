/**
 * L03: the catalogue of tools and their execution. It owns the facts "tool" and "tool execution", checks every argument
 * before a tool sees it and keeps every result by its call key. It never runs foreign code in its own process and never
 * opens a file of an agent's workspace by path: both go through L02.
 */
@NullMarked
package io.storyportal.tools;

import org.jspecify.annotations.NullMarked;

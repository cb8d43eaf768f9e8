/**
 * The contract of a backend: it examines the machine, starts, and may offer an accelerator. Programs ask {@link
 * gatewise.backend.Backend#onClassPath()} and never which backend it is.
 */
package gatewise.backend;

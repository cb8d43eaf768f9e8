/**
 * ND4J's CPU backend and what makes recurrent networks fast on a CPU: layers and updaters with the parameters and the results
 * of the portable ones, computed by {@link gatewise.kernel}.
 */
package gatewise.cpu;

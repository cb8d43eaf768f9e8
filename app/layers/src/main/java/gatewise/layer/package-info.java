/**
 * Recurrent layers for any DL4J network: each is a configuration class, a layer class and its parameters.
 *
 * <p>Arrays are DL4J's: activations {@code [batch, size, timeSteps]} (NCW, or {@code [batch, timeSteps, size]} with
 * NWC), parameters in column blocks of {@code hiddenSize}, one block a gate.
 */
package gatewise.layer;

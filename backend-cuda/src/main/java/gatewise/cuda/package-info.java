/**
 * ND4J's CUDA backend: whether driver, device, architecture and CUDA's libraries let it run here, asked before ND4J
 * initialises, and the cap on its memory.
 */
package gatewise.cuda;

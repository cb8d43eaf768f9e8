/**
 * The arithmetic of one recurrent layer over a whole batch of sequences, forward and backward, on plain memory: {@link
 * gatewise.kernel.RecurrentKernel}. Nothing here knows of networks, layers or arrays of another library.
 */
package gatewise.kernel;

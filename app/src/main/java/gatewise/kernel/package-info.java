/**
 * The arithmetic of one recurrent layer over a whole sequence, forward and backward, on plain memory.
 *
 * <p>Every kernel is one implementation of {@link gatewise.kernel.RecurrentKernel}: a naive one that is plainly right,
 * and the fast one, which must agree with it. Nothing here knows of networks, layers or arrays of another library.
 */
package gatewise.kernel;

/** PyTorch, timed in a program of its own. */
package gatewise.bench.pytorch;

/** The file of a network: its format, where the network comes from, how it was trained, and what computes it. */
package gatewise.checkpoint;

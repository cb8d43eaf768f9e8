/** The training loop's owner: epochs, listeners, checkpoints, resume, early stopping, history and evaluation. */
package gatewise.training;

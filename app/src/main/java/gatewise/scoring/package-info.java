/** How well a network does: probabilities, accuracy, confusions, and how far its layers are from values computed elsewhere. */
package gatewise.scoring;

package gatewise.data;

/**
 * Whole sequences of a file.
 *
 * @param from the first byte
 * @param to the one after the last
 * @param firstLine number of the line in the file, from 1
 * @param firstSequence number of the sequence in the file, from 0, those in its head counted
 */
public record TextPart(long from, long to, long firstLine, long firstSequence) {}

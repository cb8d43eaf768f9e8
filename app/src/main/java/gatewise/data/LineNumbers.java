package gatewise.data;

/**
 * From lines of what is read to lines of its file, where the beginning of the file and a part of it are read as one.
 *
 * @param head lines of the beginning
 * @param first line of the file, from 1, that follows these in what is read
 */
record LineNumbers(long head, long first) {
    /** Of a file that is read whole. */
    static final LineNumbers WHOLE = new LineNumbers(Long.MAX_VALUE, 0);

    long of(long line) {
        return line <= head ? line : line - head - 1 + first;
    }
}

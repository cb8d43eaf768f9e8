package gatewise.data;

/** Is told how far the reading of a large file has come. */
@FunctionalInterface
public interface ReadingProgress {
    /** Tells nobody. */
    ReadingProgress NONE = (bytes, all) -> {};

    /**
     * So much has been read.
     *
     * @param bytes of the file so far
     * @param all bytes of the file; 0 if that is not known
     */
    void read(long bytes, long all);
}

package gatewise.testing;

import gatewise.testing.FileOperations.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A file's channel whose writes are announced. */
final class WatchedChannel extends FileChannel {
    private final FileChannel real;
    private final Path file;
    private final FileOperations operations;

    WatchedChannel(FileChannel real, Path file, FileOperations operations) {
        this.real = real;
        this.file = file;
        this.operations = operations;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        operations.before(Kind.WRITE, file, source.remaining());
        return real.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        int bytes = 0;
        for (int i = offset; i < offset + length; i++) {
            bytes += sources[i].remaining();
        }
        operations.before(Kind.WRITE, file, bytes);
        return real.write(sources, offset, length);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        operations.before(Kind.WRITE, file, source.remaining());
        return real.write(source, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        operations.before(Kind.FORCE, file, 0);
        real.force(metaData);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        operations.before(Kind.LOCK, file, 0);
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        operations.before(Kind.LOCK, file, 0);
        return real.tryLock(position, size, shared);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return real.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        real.truncate(size);
        return this;
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        operations.before(Kind.WRITE, file, (int) Math.min(Integer.MAX_VALUE, count));
        return real.transferFrom(source, position, count);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return real.map(mode, position, size);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}

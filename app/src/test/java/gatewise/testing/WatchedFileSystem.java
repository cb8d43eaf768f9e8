package gatewise.testing;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Another one, each of whose operations on files is announced. */
final class WatchedFileSystem extends FileSystem {
    private final WatchedFiles provider;
    private final FileSystem real;

    WatchedFileSystem(WatchedFiles provider, FileSystem real) {
        this.provider = provider;
        this.real = real;
    }

    /** The same path in this file system; null for null. */
    Path watched(Path path) {
        if (path == null || real(path) != path) {
            return path;
        }
        return (Path) Proxy.newProxyInstance(
                WatchedFileSystem.class.getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        return this;
                    }
                    if (method.getName().equals("toFile")) {
                        return new File(path.toString());
                    }
                    if (method.getName().equals("equals")) {
                        return arguments[0] instanceof Path other && real(other) != other && path.equals(real(other));
                    }
                    Object[] plain = arguments == null
                            ? new Object[0]
                            : Arrays.stream(arguments)
                                    .map(argument -> argument instanceof Path other ? real(other) : argument)
                                    .toArray();
                    try {
                        return wrapped(method.invoke(path, plain));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Object wrapped(Object result) {
        if (result instanceof Iterator<?> parts) {
            List<Object> watched = new ArrayList<>();
            parts.forEachRemaining(part -> watched.add(wrapped(part)));
            return watched.iterator();
        }
        return result instanceof Path path ? watched(path) : result;
    }

    private Iterable<Path> watchedAll(Iterable<Path> paths) {
        return () -> StreamSupport.stream(paths.spliterator(), false)
                .map(this::watched)
                .iterator();
    }

    /** The path behind a watched one; any other is itself. */
    static Path real(Path path) {
        if (path == null || !Proxy.isProxyClass(path.getClass())) {
            return path;
        }
        return ((WatchedFileSystem) path.getFileSystem()).real.getPath(path.toString());
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return real.isOpen();
    }

    @Override
    public boolean isReadOnly() {
        return real.isReadOnly();
    }

    @Override
    public String getSeparator() {
        return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return watchedAll(real.getRootDirectories());
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return real.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return watched(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        PathMatcher matcher = real.getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(real(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return real.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        return real.newWatchService();
    }
}

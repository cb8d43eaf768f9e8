package gatewise.data;

import gatewise.io.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The different names in a column, numbered as they come; a name that was there before costs no object. */
final class Names {
    /** 2^61 - 1. */
    private static final long PRIME = (1L << 61) - 1;

    private final long base = ThreadLocalRandom.current().nextLong(1 << 20, PRIME);

    private final List<String> names = new ArrayList<>();
    /** Places in the list plus 1, found by the hash of a name; of a power of two, at most half of them taken. */
    private int[] slots = new int[64];

    private int[] hashes = new int[32];
    /** Of each name, that which came after it the last time. */
    private int[] followers = new int[32];

    private int last;
    private char[] lastText = new char[64];
    private int lastLength = -1;

    /** The number of different names. */
    int count() {
        return names.size();
    }

    String name(int number) {
        return names.get(number);
    }

    String[] toArray() {
        return names.toArray(String[]::new);
    }

    /**
     * The number of a name.
     *
     * @throws UserError if it is too long for a name
     */
    int number(char[] text, int from, int length) {
        // Rows of a sequence mostly follow each other.
        if (lastLength >= 0 && Arrays.equals(lastText, 0, lastLength, text, from, from + length)) {
            return last;
        }
        // In rows that are ordered by steps, sequences come again in the same order.
        if (lastLength >= 0 && equal(names.get(followers[last]), text, from, length)) {
            return seen(followers[last], text, from, length);
        }
        if (length > NameProblem.LONGEST) {
            throw new UserError(
                    "a name of " + length + " characters, expected at most " + NameProblem.LONGEST,
                    "close each quote, shorten names");
        }
        int before = last;
        seen(find(text, from, length), text, from, length);
        followers[before] = last;
        return last;
    }

    private int seen(int number, char[] text, int from, int length) {
        last = number;
        if (length > lastText.length) {
            lastText = new char[NameProblem.LONGEST];
        }
        System.arraycopy(text, from, lastText, 0, length);
        lastLength = length;
        return last;
    }

    private int find(char[] text, int from, int length) {
        int hash = hash(text, from, length);
        int slot = slot(hash);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && equal(names.get(number), text, from, length)) {
                return number;
            }
            slot = slot + 1 & slots.length - 1;
        }
        int added = names.size();
        names.add(new String(text, from, length));
        if (names.size() > hashes.length) {
            grow(added);
        }
        hashes[added] = hash;
        slots[freeSlot(hash)] = added + 1;
        return added;
    }

    private int slot(int hash) {
        return hash & slots.length - 1;
    }

    private int freeSlot(int hash) {
        int slot = slot(hash);
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void grow(int count) {
        hashes = Arrays.copyOf(hashes, 2 * hashes.length);
        followers = Arrays.copyOf(followers, hashes.length);
        slots = new int[2 * slots.length];
        for (int number = 0; number < count; number++) {
            slots[freeSlot(hashes[number])] = number + 1;
        }
    }

    private static boolean equal(String name, char[] text, int from, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * A polynomial of its characters modulo a prime: names that were made to collide do so for another base. What is
     * left of it is mixed (Stafford's variant 13 of MurmurHash3's finalizer): of names that differ by the same
     * characters in places of their own the polynomials are sums of the same few numbers, and a mere product of such a
     * sum repeats in many of them what happens in one.
     */
    int hash(char[] text, int from, int length) {
        long hash = length;
        for (int i = from; i < from + length; i++) {
            hash = product(hash, base) + text[i] + 1;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return (int) ((hash ^ hash >>> 31) >>> 32);
    }

    /** Of two numbers below 2^62, modulo 2^61 - 1; little above that. */
    private static long product(long a, long b) {
        long low = a * b;
        long high = Math.multiplyHigh(a, b);
        long folded = (low & PRIME) + (low >>> 61 | high << 3);
        return (folded & PRIME) + (folded >>> 61);
    }
}

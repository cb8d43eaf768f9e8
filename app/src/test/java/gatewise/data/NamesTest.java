package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names that a stranger made to fall together are found as quickly as others. */
class NamesTest {
    private static final int BITS = 17;

    /** 2^17 names of one {@link String#hashCode()}: "Aa" and "BB" in every order. */
    private static List<char[]> colliding() {
        List<char[]> names = new ArrayList<>();
        for (int number = 0; number < 1 << BITS; number++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < BITS; bit++) {
                name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
            }
            names.add(name.toString().toCharArray());
        }
        assertThat(new String(names.get(1)).hashCode()).isEqualTo(new String(names.get(99)).hashCode());
        return names;
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void namesOfOneHashOfJavasHaveManyHere() {
        List<char[]> names = colliding();
        int[] hashes = new int[names.size()];
        for (int base = 0; base < 60; base++) {
            Names hashing = new Names();
            BitSet slots = new BitSet();
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = hashing.hash(names.get(i), 0, names.get(i).length);
                slots.set(hashes[i] & (hashes.length - 1));
            }
            Arrays.sort(hashes);
            // Of as many at random, two or so of 2^32 are the same, and 63% of the slots are taken.
            assertThat(different(hashes)).isGreaterThan(hashes.length - 25);
            assertThat(slots.cardinality()).isGreaterThan(hashes.length / 5 * 3);
        }
    }

    private static int different(int[] sorted) {
        int different = 1;
        for (int i = 1; i < sorted.length; i++) {
            different += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return different;
    }

    @Test
    void nobodyKnowsTheHashBeforehand() {
        char[] name = "load".toCharArray();
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            hashes.add(new Names().hash(name, 0, name.length));
        }
        assertThat(hashes).hasSizeGreaterThan(10);
    }

    /** Compared with all others, they would take minutes; it takes a fifth of a second. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void collidingNamesAreNumberedSoon() {
        Names names = new Names();
        List<char[]> colliding = colliding();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < colliding.size(); i++) {
                assertThat(names.number(colliding.get(i), 0, 2 * BITS)).isEqualTo(i);
            }
        }
        assertThat(names.count()).isEqualTo(colliding.size());
    }

    @Test
    void namesThatComeInTurnHaveTheirNumbers() {
        Random random = new Random(1);
        Names names = new Names();
        List<String> there = new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(i -> "name " + random.nextInt(1000) + " " + i)
                .toList());
        Map<String, Integer> numbers = new HashMap<>();
        for (int turn = 0; turn < 20; turn++) {
            // Some leave, some come, and at last they come in another order.
            there.removeIf(name -> random.nextInt(10) == 0);
            there.add(random.nextInt(there.size()), "later " + turn);
            if (turn > 15) {
                Collections.shuffle(there, random);
            }
            for (String name : there) {
                char[] text = ("<" + name + ">").toCharArray();
                int expected = numbers.computeIfAbsent(name, any -> numbers.size());
                assertThat(names.number(text, 1, name.length())).isEqualTo(expected);
                assertThat(names.name(expected)).isEqualTo(name);
            }
        }
        assertThat(names.count()).isEqualTo(numbers.size());
    }
}

package gatewise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BoundedJvmTest {
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("given " + arguments[0]);
        if (arguments[0].equals("hang")) {
            Thread.currentThread().join();
        } else if (arguments[0].equals("fill")) {
            System.out.println(new byte[100 << 20].length);
        }
    }

    private static String run(Duration limit, String argument) throws Exception {
        return BoundedJvm.run(limit, "64m", BoundedJvmTest.class, argument);
    }

    @Test
    void whatEndsIsHeard() throws Exception {
        assertThat(run(Duration.ofMinutes(1), "nothing").lines()).containsExactly("given nothing");
    }

    @Test
    @Timeout(120)
    void whatHangsFailsInTime() {
        assertThatThrownBy(() -> run(Duration.ofSeconds(20), "hang"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("it ends within PT20S", "given hang");
    }

    @Test
    void whatTakesMoreMemoryFails() {
        assertThatThrownBy(() -> run(Duration.ofMinutes(1), "fill"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("OutOfMemoryError");
    }
}

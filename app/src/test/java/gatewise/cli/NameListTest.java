package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameListTest {
    private static void check(String list, String... names) {
        assertThat(NameList.of("--features", List.of(list))).containsExactly(names);
    }

    @Test
    void namesAreCutAtCommasOutsideOfQuotes() {
        check("a", "a");
        check("a,b", "a", "b");
        check("a, b ", "a", "b");
        check("a,,b", "a", "", "b");
        check("", "");
        check("\"a,b\",c", "a,b", "c");
        check("c,\"a,b\"", "c", "a,b");
        check("\"a \"\"x\"\", b\"", "a \"x\", b");
        check("\" a\",b", " a", "b");
        check("c, \"a, b\" ,d", "c", "a, b", "d");
        check("5\",b", "5\"", "b");
        check("\u6e29\u5ea6,x;y,#z,c:\\d", "\u6e29\u5ea6", "x;y", "#z", "c:\\d");
    }

    @Test
    void aFlagMayBeGivenSeveralTimesOrNot() {
        assertThat(NameList.of("--features", List.of("a,b", "\"c,d\""))).containsExactly("a", "b", "c,d");
        assertThat(NameList.of("--features", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a,b", "\"a\"b,c", "a\nb", "\""})
    void whatIsNoListIsRefused(String list) {
        assertThatThrownBy(() -> NameList.of("--target", List.of(list)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--target '")
                .hasMessageContaining("double quotes");
    }
}

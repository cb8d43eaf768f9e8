package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that are dates and times: one that is left out is noticed, and what never has a step is not. */
class TimeGapsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);

    private static String table(List<?> steps) {
        StringBuilder text = new StringBuilder("id,t,kind,a\n");
        for (int i = 0; i < steps.size(); i++) {
            text.append("p," + steps.get(i) + ",x," + i + "\n");
        }
        return text.toString();
    }

    private static FileContent read(List<?> steps, Missing missing) {
        return TableFileTest.read(table(steps), TableFileTest.reading(null, TableFileTest.LONG, missing), null);
    }

    private static List<Object> without(List<?> steps, int... places) {
        List<Object> left = new ArrayList<>(steps);
        IntStream.of(places).boxed().sorted((a, b) -> b - a).forEach(place -> left.remove((int) place));
        return left;
    }

    private static List<LocalDateTime> times(int count, int minutes) {
        return IntStream.range(0, count)
                .mapToObj(i -> DAY.atStartOfDay().plusMinutes((long) minutes * i))
                .toList();
    }

    private static List<LocalDate> days(int count) {
        return IntStream.range(0, count).mapToObj(DAY::plusDays).toList();
    }

    private static List<LocalDate> businessDays(int count) {
        return days(count).stream()
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .toList();
    }

    private static List<LocalDate> months(LocalDate first, int count, int every) {
        return IntStream.range(0, count)
                .mapToObj(i -> first.plusMonths((long) every * i))
                .map(day ->
                        first.getDayOfMonth() == first.lengthOfMonth() ? day.withDayOfMonth(day.lengthOfMonth()) : day)
                .toList();
    }

    private static List<LocalDateTime> openHours(int days) {
        return businessDays(days).stream()
                .flatMap(day -> IntStream.rangeClosed(9, 17).mapToObj(hour -> day.atTime(hour, 30)))
                .toList();
    }

    static Stream<Arguments> gaps() {
        return Stream.of(
                Arguments.of(without(days(10), 3), "line 5: sequence 'p' has no step 2026-01-08 after step 2026-01-07"),
                Arguments.of(without(days(5), 2), "line 4: sequence 'p' has no step 2026-01-07 after step 2026-01-06"),
                Arguments.of(without(days(40), 5, 6, 20), "line 7: sequence 'p' has no step 2026-01-10 after"),
                Arguments.of(without(businessDays(21), 7), "has no step 2026-01-14 after step 2026-01-13"),
                Arguments.of(without(businessDays(21), 5), "has no step 2026-01-12 after step 2026-01-09"),
                Arguments.of(without(times(24, 60), 5), "has no step 2026-01-05T05:00 after step 2026-01-05T04:00"),
                Arguments.of(without(times(48, 60), 30), "has no step 2026-01-06T06:00 after step 2026-01-06T05:00"),
                Arguments.of(without(times(90, 1), 33, 34), "has no step 2026-01-05T00:33 after step 2026-01-05T00:32"),
                Arguments.of(without(openHours(12), 40), "has no step 2026-01-09T13:30 after"),
                Arguments.of(
                        without(List.of("10:00", "10:15", "10:30", "10:45", "11:00"), 2),
                        "has no step 10:30 after step 10:15"),
                Arguments.of(
                        without(List.of("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"), 2),
                        "has no step 2026-03 after step 2026-02"),
                Arguments.of(
                        without(months(LocalDate.of(2025, 11, 30), 8, 1), 3),
                        "has no step 2026-02-28 after step 2026-01-31"),
                Arguments.of(
                        without(months(LocalDate.of(2024, 1, 1), 9, 3), 4),
                        "has no step 2025-01-01 after step 2024-10-01"),
                Arguments.of(
                        IntStream.of(0, 7, 14, 28).mapToObj(DAY::plusDays).toList(),
                        "has no step 2026-01-26 after step 2026-01-19"));
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void leftOut(List<?> steps, String said) {
        assertThatThrownBy(() -> read(steps, Missing.REFUSE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(said)
                .hasMessageEndingWith("; add it, number the steps 1, 2, 3 if steps need not be equally far apart, or"
                        + " missing interpolate or missing zero");
    }

    private static List<String> zoned(String zone, LocalDateTime first, int hours, int count) {
        ZonedDateTime start = first.atZone(ZoneId.of(zone));
        return IntStream.range(0, count)
                .mapToObj(i -> hours == 24 ? start.plusDays(i) : start.plusHours((long) hours * i))
                .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format)
                .toList();
    }

    static Stream<List<?>> calendars() {
        LocalDateTime march = LocalDateTime.of(2026, 3, 28, 0, 0);
        return Stream.of(
                days(400),
                businessDays(60),
                businessDays(5),
                openHours(30),
                openHours(2),
                // The hour that local clocks skip in spring.
                IntStream.range(0, 48)
                        .mapToObj(march::plusHours)
                        .filter(time -> !time.equals(march.plusHours(26)))
                        .toList(),
                zoned("Europe/Berlin", march, 24, 5),
                zoned("Europe/Berlin", march, 1, 60),
                months(LocalDate.of(2023, 1, 31), 30, 1),
                months(LocalDate.of(2023, 1, 1), 12, 3),
                months(LocalDate.of(2000, 7, 1), 20, 12),
                List.of("2024-12", "2025-01", "2025-02", "2025-03"),
                // Whatever happens when it happens.
                List.of("2026-01-01", "2026-01-02", "2026-01-05", "2026-01-06", "2026-01-19", "2026-02-01"),
                List.of("2026-01-01T10:00:00.5", "2026-01-01T10:00:01", "2026-01-01T10:00:03", "2026-01-01T10:00:03.7"),
                List.of("2026-01-01T10:00", "2026-01-01T12:00"),
                List.of("2026-01-01", "2026-01-02", "2026-01-09"),
                IntStream.range(0, 8)
                        .mapToObj(i -> LocalTime.of(8, 0).plusMinutes(i * 7L))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("calendars")
    void regular(List<?> steps) {
        assertThat(read(steps, Missing.REFUSE).sequences().length(0)).isEqualTo(steps.size());
    }

    @Test
    void whatIsLeftOutIsPutIn() {
        FileContent content = read(without(businessDays(21), 7, 8), Missing.INTERPOLATE);

        assertThat(content.sequences().length(0)).isEqualTo(15);
        assertThat(content.sequences().values(0)[6]).containsExactly(6);
        assertThat(content.sequences().values(0)[7][0]).isNaN();
        assertThat(content.sequences().values(0)[8][0]).isNaN();
        assertThat(content.sequences().values(0)[9]).containsExactly(7);
    }

    @Test
    void sequencesThatLackTheSameDayLackIt() {
        StringBuilder text = new StringBuilder("id,t,kind,a\n");
        for (String id : List.of("p", "q", "r")) {
            without(days(9), 4).forEach(day -> text.append(id + "," + day + ",x,1\n"));
        }
        Reading reading = TableFileTest.reading(null, TableFileTest.LONG, Missing.REFUSE);

        assertThatThrownBy(() -> TableFileTest.read(text.toString(), reading, null))
                .hasMessageContaining("line 6: sequence 'p' has no step 2026-01-09 after step 2026-01-08");
    }
}

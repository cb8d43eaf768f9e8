package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.io.FolderLock;
import gatewise.network.Optimizer;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What parts of one study agree on, and what they claim. */
@RequiresBackend
class SharedClaimsTest extends SharedStudyFixture {
    @Test
    void ofManyThatClaimRunsEachRunGoesToOne() throws Exception {
        folder.share(study, new Part(1, 8), "gatewise compare");
        claim(0, 1, 9, ended());
        List<String> taken = IntStream.rangeClosed(1, 8)
                .parallel()
                .mapToObj(i -> folder.share(study, new Part(i, 8), "gatewise compare"))
                .flatMap(turns -> study.runs().stream().filter(turns::take))
                .map(Study.Run::folder)
                .toList();
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        study.runs().stream().map(Study.Run::folder).toList());
    }

    @Test
    void theWholeAndItsPartsAreRefusedBesideEachOther() {
        String inUse = "outputFolder " + folder.path() + " is in use by ";
        Part one = new Part(1, 2);
        try (FolderLock lock = folder.take(one)) {
            assertThat(lock.warning()).isEmpty();
            refuses(() -> folder.take(one), "part 1/2 is running already; wait until it has ended");
            refuses(folder::take, inUse + "part 1 of its study");
            folder.take(new Part(2, 2)).close();
        }
        try (FolderLock lock = folder.take()) {
            assertThat(lock.warning()).isEmpty();
            refuses(() -> folder.take(one), inUse + "another run");
        }
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void partsAgreeOnTheStudyAndTheirNumber() throws Exception {
        folder.share(study, new Part(1, 2), "gatewise compare --part 1/2");
        assertThat(folder.command()).contains("gatewise compare --part 1/2");
        refuses(() -> folder.take(new Part(1, 3)), "part 1/3: the study in " + folder.path() + " is shared by 2 parts");
        refuses(() -> folder.share(study, new Part(3, 3), ""), "is shared by 2 parts; give one of these, or finish");
        Study other = study(PLAN.toBuilder().epochs(3).build(), Optimizer.named("adam", 0.01));
        refuses(() -> folder.share(other, new Part(2, 2), ""), "holds a study with another training plan");
        Study timed = study(PLAN.toBuilder().seconds(3).build(), Optimizer.named("adam", 0.01));
        refuses(() -> folder.share(timed, new Part(2, 2), ""), "part 2/2 does not go with seconds");
        Files.writeString(folder.path().resolve("parts/parts.json"), "{\"parts\": ");
        refuses(() -> folder.take(new Part(1, 2)), "parts.json is damaged (");
    }

    @Test
    void aDamagedClaimIsNamed() throws Exception {
        folder.share(study, new Part(1, 2), "gatewise compare");
        claim(0, 1, 2, elsewhere());
        Path file = folder.path().resolve("parts/claims/" + study.runs().get(0).folder() + ".1.json");
        String whole = Files.readString(file);
        for (String damaged : List.of(
                "",
                "[]",
                "{}",
                whole.substring(0, 90),
                whole.replaceFirst("\"node7\"", "null"),
                whole.replaceFirst("\"2026.*Z\"", "null"),
                whole.replaceFirst("\"pid\" : 1", "\"pid\" : {}"))) {
            Files.writeString(file, damaged);
            refuses(() -> folder.states(study), file + " is damaged (");
        }
        Files.writeString(file, whole.replaceFirst("\"part\"", "\"later\" : [1], $0"));
        assertThat(words().get(0)).startsWith("claimed by part 2 on node7");
    }
}

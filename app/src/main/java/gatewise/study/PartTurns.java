package gatewise.study;

import java.util.HashMap;
import java.util.Map;

/** The turns of a part, which claims runs one by one. */
final class PartTurns implements RunTurns {
    private final SharedFolder folder;
    private final Part part;
    /** The claims of this process: their numbers by the runs' folders. */
    private final Map<String, Integer> claims = new HashMap<>();

    PartTurns(SharedFolder folder, Part part) {
        this.folder = folder;
        this.part = part;
    }

    @Override
    public boolean take(Study.Run run) {
        int number = folder.claim(run, part);
        if (number > 0) {
            claims.put(run.folder(), number);
        }
        return number > 0;
    }

    @Override
    public boolean has(Study.Run run) {
        return folder.holds(run, claims.get(run.folder()));
    }

    @Override
    public void giveBack(Study.Run run) {
        folder.restate(run, claims.get(run.folder()), Claim.now(part).givenBack());
    }

    @Override
    public void diverged(Study.Run run, String reason) {
        folder.restate(run, claims.get(run.folder()), Claim.now(part).diverging(reason));
    }

    @Override
    public RunResult.Place place() {
        return new RunResult.Place(
                part.number(), part.parts(), Claim.now(part).process().host());
    }
}

package gatewise.cuda;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A GPU generation as NVIDIA numbers it, such as 8.6. */
public record ComputeCapability(int major, int minor) {
    private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+)");

    /** Reads a capability such as {@code 8.6}. */
    public static ComputeCapability parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("compute capability is " + text + ", expected a form such as 8.6");
        }
        return new ComputeCapability(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether machine code made for this capability runs on the device: same major version, no newer minor version. */
    public boolean runsOn(ComputeCapability device) {
        return major == device.major && minor <= device.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

package gatewise.kernel;

class VectorLengthsTest extends LengthsTest {
    @Override
    KernelKind kind() {
        return KernelKind.VECTOR;
    }
}

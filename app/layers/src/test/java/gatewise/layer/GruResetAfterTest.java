package gatewise.layer;

class GruResetAfterTest extends GruTest {
    @Override
    Gru.Builder builder() {
        return new Gru.Builder().resetAfter(true);
    }
}

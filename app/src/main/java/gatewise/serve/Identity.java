package gatewise.serve;

/**
 * What a model or a run is called.
 *
 * @param id in paths
 * @param name what people know it by
 * @param title of its network
 */
record Identity(String id, String name, String title) {

    static Identity of(String id, Run run) {
        return new Identity(id, run.name(), run.provenance().network().title());
    }
}

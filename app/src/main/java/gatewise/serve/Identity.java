package gatewise.serve;

import gatewise.data.Form;
import gatewise.data.Task;

/**
 * What a model or a run is called.
 *
 * @param id in paths
 * @param name what people know it by
 * @param title of its network
 * @param kind what it reads: images or sequences
 * @param task what it says of them
 */
record Identity(String id, String name, String title, String kind, Task task) {

    static Identity of(String id, Run run) {
        Form form = run.provenance().form();
        return new Identity(id, run.name(), run.provenance().network().title(), form.kind(), form.task());
    }
}

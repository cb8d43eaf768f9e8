/**
 * The web server and its page: HTTP in, JSON out. Deeplearning4j is not touched to answer a request; what is served are
 * plain-Java explainers, which threads may share.
 */
package gatewise.serve;

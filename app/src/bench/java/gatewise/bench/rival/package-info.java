/** The libraries that Gatewise is compared with. */
package gatewise.bench.rival;

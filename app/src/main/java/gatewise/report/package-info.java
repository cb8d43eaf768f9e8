/** Pictures and tables made from results: what a run looked like, what a network confuses, what it got wrong. */
package gatewise.report;

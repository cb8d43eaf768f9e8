/** The command line, one command a class: parse, call, print. */
package gatewise.cli;

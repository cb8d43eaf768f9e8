/** What every room may use: errors of a user, files written whole, digests, reasons in few words, versions. */
package gatewise.io;

/** What every room may use: errors of a user, files written whole, digests, reasons in few words, text, versions. */
package gatewise.io;

/** Every network that this application can build: from a {@link gatewise.network.NetworkSpec} to a DL4J network. */
package gatewise.network;

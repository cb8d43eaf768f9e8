/** What the cells of a network did, step by step, and what becomes of it when someone holds a gate. */
package gatewise.explain;

/** Transport files (XPORT), versions 5 and 8. */
package hermite.data.engine.xport;

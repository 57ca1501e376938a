package hermite.data.engine;

/**
 * The layout of native data set files (suffix {@code .hdata}): columnar, typed, compressed, checked.
 *
 * <pre>
 * file    = magic(8)  version:int  block(header)  column*  end(4)
 * block   = rawLength:int  packedLength:int  crc32OfPacked:int  packed bytes (zlib)
 * header  = rowCount:int  label:text  keys:int (name:text descending:byte)*
 *           variables:int (name:text type:byte length:int label:text format informat)*
 * format  = present:byte [name:text width:int decimals:int]
 * text    = utf8Length:int  bytes
 * numeric column   = block* of at most 65536 rows: eight planes of bytes, most significant first
 *                    (raw IEEE bits, so that the payload of missing values is kept)
 * character column = block(dictionary)  block* of at most 65536 rows of codes
 * dictionary       = count:int  text*
 * codes            = one, two or four bytes each, as the dictionary's count needs
 * </pre>
 *
 * Numbers are big-endian. A reader of this version refuses files of later versions. Parquet was not taken because its
 * Java libraries need Hadoop or an 80 MB native driver.
 */
final class NativeLayout {
    static final String SUFFIX = ".hdata";
    static final byte[] MAGIC = {'H', 'D', 'A', 'T', 'A', '\r', '\n', 0x1A};
    static final byte[] END = {'H', 'E', 'N', 'D'};
    static final int VERSION = 1;
    static final int BLOCK_ROWS = 1 << 16;

    private NativeLayout() {}

    /** Bytes a code of a dictionary takes. */
    static int codeBytes(int dictionarySize) {
        return dictionarySize <= 1 << 8 ? 1 : dictionarySize <= 1 << 16 ? 2 : 4;
    }
}

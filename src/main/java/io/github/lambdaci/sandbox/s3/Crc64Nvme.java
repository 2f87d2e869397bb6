package io.github.lambdaci.sandbox.s3;

import java.util.zip.Checksum;

/** CRC-64/NVME, which S3 computes for every object that comes with no other checksum and the JDK does not have. */
final class Crc64Nvme implements Checksum {
    private static final long REFLECTED_POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
    private static final long[] TABLE = table();

    private long register = -1L;

    private static long[] table() {
        long[] table = new long[256];
        for (int octet = 0; octet < table.length; octet++) {
            long value = octet;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ REFLECTED_POLYNOMIAL;
            }
            table[octet] = value;
        }
        return table;
    }

    @Override
    public void update(int octet) {
        register = TABLE[(int) (register ^ octet) & 0xff] ^ (register >>> 8);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        long value = register;
        for (int at = offset; at < offset + length; at++) {
            value = TABLE[(int) (value ^ bytes[at]) & 0xff] ^ (value >>> 8);
        }
        register = value;
    }

    @Override
    public long getValue() {
        return ~register;
    }

    @Override
    public void reset() {
        register = -1L;
    }
}

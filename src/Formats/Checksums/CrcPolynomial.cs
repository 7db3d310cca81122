namespace TypedModels.Formats.Checksums;

/// <summary>Polynomials over two elements modulo the one of CRC-32C. Bit 31 is the coefficient of 1, bit 0 that of x³¹: the order in which the checksum takes bits.</summary>
internal static class CrcPolynomial
{
    private const uint One = 1u << 31;
    private const uint Modulus = 0x82F63B78;

    /// <summary>The product.</summary>
    public static uint Multiply(uint left, uint right)
    {
        uint product = 0;
        for (uint bit = One; bit != 0; bit >>= 1)
        {
            product ^= (left & bit) != 0 ? right : 0;
            right = (right & 1) != 0 ? (right >> 1) ^ Modulus : right >> 1;
        }

        return product;
    }

    /// <summary>x to the power of <paramref name="exponent"/>: what a checksum is multiplied with by as many bits of zero.</summary>
    public static uint PowerOfX(long exponent)
    {
        uint power = One;
        for (uint square = One >> 1; exponent > 0; exponent >>= 1)
        {
            power = (exponent & 1) != 0 ? Multiply(power, square) : power;
            square = Multiply(square, square);
        }

        return power;
    }
}

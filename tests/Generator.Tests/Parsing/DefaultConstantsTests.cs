using TypedModels.Generator.Parsing;

namespace TypedModels.Generator.Tests.Parsing;

public class DefaultConstantsTests
{
    [Theory]
    [InlineData(DataType.Float, "0.5", "0.5f")]
    [InlineData(DataType.Float, "-0", "-0f")]
    [InlineData(DataType.Float, "1E-45", "1E-45f")]
    [InlineData(DataType.Float, "NaN", "float.NaN")]
    [InlineData(DataType.Float, "Infinity", "float.PositiveInfinity")]
    [InlineData(DataType.Float, "-Infinity", "float.NegativeInfinity")]
    [InlineData(DataType.Double, "1.7976931348623157E+308", "1.7976931348623157E+308d")]
    [InlineData(DataType.Double, "NaN", "double.NaN")]
    [InlineData(DataType.Int8, "-128", "-128")]
    [InlineData(DataType.UInt8, "255", "255")]
    [InlineData(DataType.QInt16, "-32768", "-32768")]
    [InlineData(DataType.Int32, "-2147483648", "-2147483648")]
    [InlineData(DataType.UInt32, "4294967295", "4294967295U")]
    [InlineData(DataType.Int64, "-9223372036854775808", "-9223372036854775808L")]
    [InlineData(DataType.UInt64, "18446744073709551615", "18446744073709551615UL")]
    [InlineData(DataType.Bool, "true", "true")]
    public void NumbersAndFlagsAreConstants(DataType type, string literal, string constant) => Assert.Equal(constant, DefaultConstants.Find(type, literal));

    [Theory]
    [InlineData(DataType.Half, "0.5")]
    [InlineData(DataType.BFloat16, "0.5")]
    [InlineData(DataType.Complex64, "(1,2)")]
    [InlineData(DataType.Int8, "128")]
    [InlineData(DataType.UInt8, "-1")]
    [InlineData(DataType.Int64, "9223372036854775808")]
    [InlineData(DataType.Float, "1e999")]
    [InlineData(DataType.Float, "1); System.Console.Write(1")]
    [InlineData(DataType.Int32, "0x10")]
    [InlineData(DataType.Bool, "True")]
    public void WhatHasNoConstantHasNone(DataType type, string literal) => Assert.Null(DefaultConstants.Find(type, literal));
}

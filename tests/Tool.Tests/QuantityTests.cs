using TypedModels.Tool.Terminal;

namespace TypedModels.Tool.Tests;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 kB")]
    [InlineData(17_449, "17.4 kB")]
    [InlineData(999_600, "1 MB")]
    [InlineData(2.5e9, "2.5 GB")]
    public void SizesHaveThreeDigits(double bytes, string text) => Assert.Equal(text, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(2.1, "2.1 µs")]
    [InlineData(999.7, "1 ms")]
    [InlineData(17_449, "17.4 ms")]
    [InlineData(1_250_000, "1.25 s")]
    public void TimesHaveThreeDigits(double microseconds, string text) => Assert.Equal(text, Quantity.Time(TimeSpan.FromMicroseconds(microseconds)));

    [Theory]
    [InlineData(null, "")]
    [InlineData(0.0, "0")]
    [InlineData(2.4e-7, "2.4e-07")]
    [InlineData(0.0625, "0.0625")]
    [InlineData(12345678.0, "1.2e+07")]
    public void ErrorsAreShort(double? error, string text) => Assert.Equal(text, Quantity.Error(error));
}
